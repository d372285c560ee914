import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { InputError, isCdpError, openCdp } from '../../index';
import { storeUrlOf } from './storeUrl';
import type { StoreCredential } from './storeUrl';

/** Opens the store of the credential and asks it for its size. */
export async function storeAnswers(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	return await verdict(async () => {
		const storeUrl = storeUrlOf((credential.data ?? {}) as StoreCredential);
		const cdp = await openCdp(storeUrl === undefined ? {} : { storeUrl });
		const { profiles, events } = await cdp.stats();
		return `The store answers: ${profiles} profiles, ${events} events`;
	});
}

/** The shortest write key that is accepted; shorter ones can be guessed. */
const SHORTEST_KEY = 16;

/** Collector keys have nobody to ask: they are checked for length and for being different. */
export async function collectorKeysAreSafe(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	return await verdict(async () => {
		const { writeKey = '', publicKey = '' } = (credential.data ?? {}) as { writeKey?: string; publicKey?: string };
		if (writeKey.length < SHORTEST_KEY) {
			throw new InputError(`The write key is shorter than ${SHORTEST_KEY} characters`, 'Use a long random value.');
		}
		if (writeKey === publicKey) {
			throw new InputError('Write key and public key are the same', 'The public key stands in every browser: use another value.');
		}
		return 'The keys are long enough and different';
	});
}

async function verdict(check: () => Promise<string>): Promise<INodeCredentialTestResult> {
	try {
		return { status: 'OK', message: await check() };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { status: 'Error', message: isCdpError(error) ? `${message}. ${error.next}` : message };
	}
}
