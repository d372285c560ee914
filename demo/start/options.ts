import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
	/** End after the run instead of leaving n8n up. */
	once: boolean;
	/** Begin with an empty n8n and an empty store. */
	fresh: boolean;
	/** An orders file in place of the sample's. */
	data: string | undefined;
	port: number;
}

/** The command line was not understood; the message says what is possible. */
export class WrongUse extends Error {
	override name = 'WrongUse';
}

export const USAGE = 'npm start -- [--once] [--fresh] [--data ORDERS.csv[.gz]] [--port 5678]';

export function readOptions(args: string[]): StartOptions {
	const values = parse(args);
	const port = Number(values.port ?? 5678);
	// The task broker takes the next port, the ad platform the one three further.
	if (!Number.isInteger(port) || port < 1 || port > 65_532)
		throw new WrongUse(`--port takes a number from 1 to 65532.\n${USAGE}`);
	const data = values.data === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', values.data);
	if (data !== undefined && !existsSync(data)) throw new WrongUse(`There is no file ${data}.\n${USAGE}`);
	return { once: values.once ?? false, fresh: values.fresh ?? false, data, port };
}

function parse(args: string[]) {
	try {
		return parseArgs({
			args,
			options: {
				once: { type: 'boolean' },
				fresh: { type: 'boolean' },
				data: { type: 'string' },
				port: { type: 'string' },
			},
		}).values;
	} catch (error) {
		throw new WrongUse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
}
