import { evaluateAllOperation } from '../../shared/membership/evaluateAll';
import type { Resource } from '../../shared/menu';
import { archive } from './archive';
import { compare } from './compare';
import { deleteComputed } from './deleteComputed';
import { evaluate } from './evaluate';
import { evaluateAllComputed } from './evaluateAllComputed';
import { evaluateComputed } from './evaluateComputed';
import { explain } from './explain';
import { explainComputed } from './explainComputed';
import { getComputed } from './getComputed';
import { getMany } from './getMany';
import { members } from './members';
import { preview } from './preview';
import { previewComputed } from './previewComputed';
import { saveComputed } from './saveComputed';
import { sizes } from './sizes';

/** The operations of CDP Segment, by what they are about. */
export const resources: Resource[] = [
	{
		name: 'segment',
		displayName: 'Segment',
		description: 'A group of people',
		operations: [evaluate, evaluateAllOperation, preview, explain, getMany, members, compare, sizes, archive],
	},
	{
		name: 'computedTrait',
		displayName: 'Computed Trait',
		description: 'What the store works out for everybody: counts, sums, RFM groups, lifetime value, churn risk',
		operations: [
			saveComputed,
			evaluateComputed,
			evaluateAllComputed,
			previewComputed,
			explainComputed,
			getComputed,
			deleteComputed,
		],
	},
];
