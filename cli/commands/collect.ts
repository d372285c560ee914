import { readFile } from 'node:fs/promises';
import { isLoopback } from '../../collector/authorise';
import { addressRanges, startCollector, type CollectDeps } from '../../collector';
import { list, text, wholeNumber } from '../arguments';
import type { Command, CommandContext } from '../command';
import { UsageError } from '../UsageError';

/** `cdp collect --port N`: the collector as a process of its own, until SIGINT or SIGTERM. */
export const collect: Command = {
	name: 'collect',
	summary: 'Receive events over HTTP in the format of Segment',
	usage: '--port N [--host H] [--write-key K]',
	options: {
		port: { type: 'string', value: 'N', help: 'port to listen on; 0 takes a free one' },
		host: { type: 'string', value: 'H', help: 'address to listen on', default: '127.0.0.1' },
		'write-key': {
			type: 'string',
			value: 'K',
			help: 'secret key of servers; without any key only this machine may send',
		},
		'public-key': { type: 'string', value: 'K', help: 'key for web pages; what comes with it is unverified' },
		origins: {
			type: 'string',
			value: 'LIST',
			help: 'origins of pages that may send, with commas between; default all',
		},
		'country-header': {
			type: 'string',
			value: 'NAME',
			help: "header in which your proxy says the visitor's country, e.g. cf-ipcountry",
		},
		'cookie-domain': {
			type: 'string',
			value: 'D',
			help: "domain of the browser's cookie; default the collector's own host",
		},
		'require-consent': { type: 'boolean', help: 'store no browser that says nothing of consent' },
		'data-centres': {
			type: 'string',
			value: 'FILE',
			help: 'ranges of addresses, one a line: what comes from there is a robot',
		},
		source: { type: 'string', value: 'NAME', help: 'name kept with every event', default: 'collector' },
	},
	async run(context) {
		const port = wholeNumber(context, 'port', 65_535);
		if (port === undefined) throw new UsageError('--port is missing', 'Say where to listen, e.g. --port 5680.');
		const host = text(context, 'host') ?? '127.0.0.1';
		const keys = { writeKey: text(context, 'write-key'), publicKey: text(context, 'public-key') };
		if (!keys.writeKey && !keys.publicKey && !isLoopback(host))
			throw new UsageError(
				`Without a key the collector only listens on this machine, not on ${host}`,
				'Add --write-key.',
			);
		const cdp = await context.open();
		const collector = await startCollector({
			cdp,
			host,
			port,
			source: text(context, 'source') ?? 'collector',
			...keys,
			...(text(context, 'country-header') ? { countryHeader: text(context, 'country-header') } : {}),
			...(await browsersOf(context)),
			allowedOrigins: list(context, 'origins') ?? [],
		});
		context.print(context.json ? JSON.stringify({ url: collector.url }) : `collecting on ${collector.url}`);
		await stopped(context.signal);
		context.note('closing: what is under way is stored first');
		await collector.close();
	},
};

/** What holds for requests of browsers. */
async function browsersOf(context: CommandContext): Promise<Partial<CollectDeps>> {
	const cookieDomain = text(context, 'cookie-domain');
	const file = text(context, 'data-centres');
	return {
		...(cookieDomain === undefined ? {} : { cookieDomain }),
		requireConsent: context.values['require-consent'] === true,
		...(file === undefined ? {} : { dataCentres: addressRanges((await readFile(file, 'utf8')).split('\n')) }),
	};
}

function stopped(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		signal.addEventListener('abort', () => resolve(), { once: true });
	});
}
