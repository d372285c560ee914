import { openCdp } from '../../index';
import { generator } from '../mix';

/** Between two look-ups. */
const PAUSE_MS = 5;

/**
 * All segments of a store in full, in a process of its own so that its memory can be measured, while profiles are looked up:
 * `allMain.js FILE NOW PEOPLE` prints `{"seconds", "lookups", "p50", "p99"}`, the latter in ms.
 */
async function main([file = '', now = '', people = '']: string[]): Promise<void> {
	const cdp = await openCdp({ storeUrl: `sqlite:${file}` });
	const random = generator(5);
	const times: number[] = [];
	let done = false;
	const lookUp = async (): Promise<void> => {
		while (!done) {
			const person = 3 * Math.floor((random() * Number(people)) / 3);
			const started = performance.now();
			await cdp.profiles.get({ type: 'user_id', value: `user-${person}` });
			times.push(performance.now() - started);
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		}
	};
	const looking = lookUp();
	const started = performance.now();
	for (const { key } of await cdp.segments.list()) await cdp.segments.evaluate(key, { now: Number(now), full: true });
	const seconds = (performance.now() - started) / 1000;
	done = true;
	await looking;
	await cdp.close();
	times.sort((a, b) => a - b);
	const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
	console.log(JSON.stringify({ seconds, lookups: times.length, p50: at(0.5), p99: at(0.99) }));
}

void main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
