import type { Places } from './workflows';

const ORDERS_FILE = "={{ $('Settings').first().json.folder }}/orders.csv";

/** Where the sample's files and its ad platform are on this machine, against what the workflow files name. */
export function placesOf(where: { shopFolder: string; platformUrl: string; ordersFile?: string }): Places {
	return {
		...(where.ordersFile === undefined ? {} : { [ORDERS_FILE]: where.ordersFile }),
		'/files/shop': where.shopFolder,
		'http://127.0.0.1:5681': where.platformUrl,
	};
}
