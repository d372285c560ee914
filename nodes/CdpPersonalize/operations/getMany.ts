import { toItems } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** All saved experiences. */
export const getMany: Operation = {
	name: 'getMany',
	displayName: 'Get Many',
	action: 'Get many experiences',
	description: 'List the saved experiences, each with its rules',
	properties: [],
	per: 'run',
	async execute({ cdp }) {
		const all = await cdp.personalize.list();
		return [
			toItems(await Promise.all(all.map(async (one) => ({ ...one, definition: await cdp.personalize.get(one.key) })))),
		];
	},
};
