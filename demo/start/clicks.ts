import { readFileSync } from 'node:fs';

const BATCH = 100;
const READY_MS = 30_000;

/** n8n opens the addresses of an activated workflow a moment later. */
export async function untilListening(url: string): Promise<void> {
	const deadline = Date.now() + READY_MS;
	for (;;) {
		const { status } = await fetch(`${url}/healthz`);
		if (status === 200) return;
		if (Date.now() > deadline) throw new CollectorRefused(`The collector at ${url} does not listen: ${status}`);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

/** Sends a file of calls to a collector as Segment's libraries do, 100 in a request; answers with what it took. */
export async function sendClicks(file: string, url: string): Promise<{ calls: number; requests: number; ms: number }> {
	const began = Date.now();
	const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
	let requests = 0;
	for (let first = 0; first < lines.length; first += BATCH) {
		const body = `{"batch":[${lines.slice(first, first + BATCH).join(',')}]}`;
		const response = await fetch(`${url}/v1/batch`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
		});
		if (!response.ok) throw new CollectorRefused(`The collector answered ${response.status}: ${await response.text()}`);
		requests++;
	}
	return { calls: lines.length, requests, ms: Date.now() - began };
}

/** A batch of the sample was not taken. */
export class CollectorRefused extends Error {
	override name = 'CollectorRefused';
}
