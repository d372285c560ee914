import type { Resource } from '../../shared/menu';
import { applyRules } from './applyRules';
import { decideReview } from './decideReview';
import { explain } from './explain';
import { findDuplicates } from './findDuplicates';
import { getLinks } from './getLinks';
import { getRefused } from './getRefused';
import { getReviews } from './getReviews';
import { getRules } from './getRules';
import { getShared } from './getShared';
import { history } from './history';
import { keepApart } from './keepApart';
import { link } from './link';
import { previewRules } from './previewRules';
import { resolve } from './resolve';
import { split } from './split';
import { unlink } from './unlink';

/** The operations of CDP Identity, by what they are about. */
export const resources: Resource[] = [
	{
		name: 'person',
		displayName: 'Person',
		description: 'Who is who, and decisions about it',
		operations: [resolve, explain, link, unlink, keepApart, split],
	},
	{
		name: 'duplicates',
		displayName: 'Duplicates',
		description: 'People who are in the store twice, by likeness',
		operations: [findDuplicates, getReviews, decideReview],
	},
	{
		name: 'evidence',
		displayName: 'Evidence',
		description: 'What was said about who is who, and what came of it',
		operations: [getLinks, getRefused, getShared, history],
	},
	{
		name: 'rules',
		displayName: 'Rules',
		description: 'By which evidence counts',
		operations: [getRules, previewRules, applyRules],
	},
];
