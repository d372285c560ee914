import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { failed } from '../core/delivery/answer';
import { deliverChanges, dryRunChanges } from '../core/delivery/changes';
import type { LineVerdict } from '../core/delivery/changes';
import { askPlatform } from '../core/delivery/converse';
import type { Destination } from '../core/delivery/destination';
import { tokenHolder } from '../core/delivery/tokens';
import { CdpError, InputError, errorCode } from '../core/model/errors';
import type { OutgoingRequest } from '../core/model/delivery';
import type { JsonObject } from '../core/model/json';
import { destinations } from '../destinations/registry';
import { transport } from './transport';

const clock = { now: () => Date.now() };

/** A file of changes for one destination; see docs/destinations-authoring.md and docs/cli.md. */
export interface ChangesPush {
	/** Slug. */
	destination: string;
	config: JsonObject;
	/** NDJSON, one change a line. */
	file: string;
	purposes?: string[];
	signal?: AbortSignal;
}

/** Sends the changes of a file, without a store; yields one verdict a line. */
export async function* pushChanges(push: ChangesPush): AsyncGenerator<LineVerdict> {
	yield* deliverChanges(transport, clock, { ...push, ...request(push) });
}

/** The requests that `pushChanges` would send, and the verdicts of lines that would not be sent. */
export async function* previewChanges(push: ChangesPush): AsyncGenerator<OutgoingRequest | LineVerdict> {
	yield* dryRunChanges(clock, { ...push, ...request(push) });
}

/** Asks the platform something harmless with these secrets; throws `CdpError` CREDENTIAL when it says no. */
export async function checkCredential(slug: string, config: JsonObject): Promise<void> {
	const destination = find(slug);
	const line = { transport, clock, tokens: tokenHolder(clock) };
	const response = await askPlatform(line, destination, config);
	if (response === undefined || response.status < 400) return;
	const { reason } = failed(response, clock.now()) as { reason: string };
	throw new CdpError(reason, {
		code: 'CREDENTIAL',
		fault: 'user',
		retry: false,
		next: 'Correct the credential, or give it the rights that the page of the destination names.',
	});
}

function request({ destination, file }: ChangesPush) {
	return { destination: find(destination), lines: linesOf(file) };
}

function find(slug: string): Destination {
	const destination = destinations.find((one) => one.slug === slug);
	if (!destination)
		throw new InputError(
			`There is no destination “${slug}”.`,
			`Known: ${destinations.map((one) => one.slug).join(', ')}.`,
			'DESTINATION_UNKNOWN',
		);
	return destination;
}

async function* linesOf(file: string): AsyncGenerator<string> {
	const input = createReadStream(file, 'utf8');
	const failed = new Promise<never>((_, reject) =>
		input.once('error', (error) =>
			reject(new InputError(`${file} cannot be read (${errorCode(error)})`, 'Check the path.', 'FILE_READ')),
		),
	);
	const opened = new Promise<void>((resolve) => input.once('open', () => resolve()));
	await Promise.race([opened, failed]);
	yield* createInterface({ input, crlfDelay: Infinity });
}
