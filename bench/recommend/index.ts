import type { Bench } from '../row';
import { madeBaskets, realBaskets, REAL_FILE } from './dataset';
import { quality } from './quality';
import { speed } from './speed';

/** What people buy next, on real orders (where they are) and in a shop that is made up; and the speed with 100,000 products. */
export const recommend: Bench = async (scale) => {
	const real = await realBaskets();
	if (!real) console.error(`${REAL_FILE} is not there: only the shop that is made up is asked.`);
	return [
		...(await quality('made-up shop', madeBaskets(scale), scale)),
		...(real ? await quality('Online Retail', real, scale) : []),
		...(await speed(scale)),
	];
};
