import type { Compute } from '../../model/computed';
import type { Kind } from '../kind';
import { churnRisk } from './churnRisk';
import { clv } from './clv';
import { count } from './count';
import { daysSince } from './daysSince';
import { number } from './number';
import { pick } from './pick';
import { rfm } from './rfm';
import { engagement } from './score';
import { tags } from './tags';
import { mostFrequent, preferredCategory, uniqueList } from './values';

/** Every kind of computed trait; one that is missing does not compile. */
const KINDS: { [K in Compute['kind']]: Kind<Compute & { kind: K }> } = {
	count,
	sum: number,
	average: number,
	min: number,
	max: number,
	first: pick,
	last: pick,
	mostFrequent,
	uniqueList,
	daysSince,
	preferredCategory,
	score: engagement,
	rfm,
	clv,
	churnRisk,
	tags,
};

export const kindOf = (compute: Compute): Kind<Compute> => KINDS[compute.kind];
