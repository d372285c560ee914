import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { openCdp } from '../../index';
import type { Cdp } from '../../index';
import { storeUrlOf } from './storeUrl';

/** The part of every n8n context that opening the store needs. */
export interface StoreContext {
	getNode(): INode;
	getCredentials<T extends object = ICredentialDataDecryptedObject>(type: string, itemIndex?: number): Promise<T>;
}

/** Optional on every node: without it the embedded store of this n8n is used. */
const STORE_CREDENTIAL = 'cdpStoreApi';

/** The engine behind this node's credential. One engine a store in a process, so calling it often costs nothing. */
export async function openStore(context: StoreContext): Promise<Cdp> {
	const chosen = context.getNode().credentials?.[STORE_CREDENTIAL] !== undefined;
	const storeUrl = chosen ? storeUrlOf(await context.getCredentials(STORE_CREDENTIAL)) : undefined;
	return await openCdp(storeUrl === undefined ? {} : { storeUrl });
}
