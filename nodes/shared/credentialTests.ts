import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { destinations } from '../../destinations/registry';
import { checkCredential, InputError, isCdpError, openCdp } from '../../index';
import { credentialConfig } from './destination/credentialConfig';
import { storeUrlOf } from './storeUrl';

/** Opens the store of the credential and asks it for its size. */
export async function storeAnswers(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await verdict(async () => {
		const storeUrl = storeUrlOf(credential.data ?? {});
		const cdp = await openCdp(storeUrl === undefined ? {} : { storeUrl });
		const { profiles, events } = await cdp.stats();
		return `The store answers: ${profiles} profiles, ${events} events`;
	});
}

/** Anything shorter can be guessed. */
const SHORTEST_KEY = 16;

/** A signing secret is only ours and the receiver's, so nobody can be asked: its length is checked. */
export async function secretIsSafe(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await verdict(async () => {
		const { secret } = (credential.data ?? {}) as { secret?: string };
		refuseShort('signing secret', secret ?? '');
		return 'The secret is long enough';
	});
}

/** Asks the platform of the credential something harmless. */
export async function platformAnswers(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await verdict(async () => {
		const destination = destinations.find((one) => one.credential?.name === credential.type && one.check);
		if (!destination) throw new InputError('There is no destination for this credential', 'Update the package.');
		await checkCredential(destination.slug, credentialConfig(destination, credential.data ?? {}));
		return `${destination.credential?.label} accepts the credential`;
	});
}

/** Collector keys have nobody to ask: they are checked for length and for being different. */
export async function collectorKeysAreSafe(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await verdict(async () => {
		const { writeKey = '', publicKey = '' } = (credential.data ?? {}) as { writeKey?: string; publicKey?: string };
		refuseShort('write key', writeKey);
		if (writeKey === publicKey) {
			throw new InputError(
				'Write key and public key are the same',
				'The public key stands in every browser: use another value.',
			);
		}
		return 'The keys are long enough and different';
	});
}

function refuseShort(what: string, value: string): void {
	if (value.length < SHORTEST_KEY) {
		throw new InputError(`The ${what} is shorter than ${SHORTEST_KEY} characters`, 'Use a long random value.');
	}
}

async function verdict(check: () => Promise<string>): Promise<INodeCredentialTestResult> {
	try {
		return { status: 'OK', message: await check() };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { status: 'Error', message: isCdpError(error) ? `${message}. ${error.next}` : message };
	}
}
