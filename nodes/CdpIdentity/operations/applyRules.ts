import type { INodeProperties } from 'n8n-workflow';
import type { Cdp, ReplayProgress } from '../../../core/cdp';
import { oneItem } from '../../shared/operation';
import type { Operation, OperationCall } from '../../shared/operation';
import { differences } from '../rules/differences';
import { RULES_FORM } from '../rules/form';
import { mergeRules } from '../rules/merge';
import { readChange } from '../rules/read';
import { BY, readBy } from './decision';

/** How long the engine works before it looks whether the run was cancelled. */
const TURN_MS = 1_000;
const PAGE = 1_000;

const LOOK_FIRST: INodeProperties = {
	displayName: 'Preview Rules takes the same fields and shows first who would merge and split.',
	name: 'lookFirst',
	type: 'notice',
	default: '',
};

/** Stores changed rules and brings everything up to date with them. */
export const applyRules: Operation = {
	name: 'applyRules',
	displayName: 'Apply Rules',
	action: 'Apply rules',
	description:
		'Store changed rules as a new version and bring all profiles up to date; a cancelled run goes on next time',
	properties: [LOOK_FIRST, ...RULES_FORM, BY],
	per: 'run',
	async execute(call) {
		const { identity, segments } = call.cdp;
		const before = await segments.position();
		const present = await identity.rules();
		const start = call.parameter<string>('startFrom', 'present') === 'present' ? present : undefined;
		const rules = mergeRules(start, readChange(call));
		const changed = differences(present, rules);
		// What a cancelled run has left comes first: only then can the next version be stored.
		let progress = await replayAll(call);
		let groups = progress.of;
		if (progress.done && changed.length > 0) {
			await identity.saveRules(rules, readBy(call));
			progress = await replayAll(call);
			groups += progress.of;
		}
		if (changed.length === 0) {
			const message = 'The rules are the same as before, so no new version was stored.';
			call.context.addExecutionHints({ message, location: 'outputPane' });
		}
		const { version, done } = progress;
		return oneItem({ version, done, ...(await countChanges(segments, before)), groups, changed });
	},
};

/** Goes on until all is done, or until the run is cancelled; `of` is how many groups it went through. */
async function replayAll(call: OperationCall): Promise<ReplayProgress> {
	const signal = call.context.getExecutionCancelSignal();
	for (let groups = 0; ;) {
		const progress = await call.cdp.identity.replay({ ms: TURN_MS });
		groups += progress.of;
		if (progress.done || signal?.aborted === true) {
			return { ...progress, of: groups };
		}
	}
}

async function countChanges(segments: Cdp['segments'], from: number): Promise<{ merged: number; split: number }> {
	const counts = { merged: 0, split: 0 };
	const upTo = await segments.position();
	for (let after = from; ;) {
		const page = await segments.changes({ after, upTo, kinds: ['merged', 'split'], limit: PAGE });
		page.forEach(({ kind }) => (counts[kind as keyof typeof counts] += 1));
		if (page.length < PAGE) {
			return counts;
		}
		after = page.at(-1)?.seq ?? upTo;
	}
}
