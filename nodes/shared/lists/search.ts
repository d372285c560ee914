import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { Cdp } from '../../../index';
import { toNodeError } from '../errors';
import { openStore } from '../store';

/** A list search as n8n calls it. */
export type ListSearch = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** Finds the entries; `context` gives the other parameters of the form. */
export type Find = (
	cdp: Cdp,
	filter: string | undefined,
	context: ILoadOptionsFunctions,
) => Promise<INodeListSearchItems[]>;

/** Makes a list search out of a question to the engine. */
export function listSearch(find: Find): ListSearch {
	return async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		try {
			const typed = filter?.trim();
			return { results: await find(await openStore(this), typed === '' ? undefined : typed, this) };
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}

/** An entry with how often it was seen, e.g. "plan (1,204)". */
export function counted(name: string, count: number, value: string | number | boolean = name): INodeListSearchItems {
	return { name: `${name} (${count.toLocaleString('en-US')})`, value };
}
