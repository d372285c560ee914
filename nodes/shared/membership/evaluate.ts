import type { INodeProperties } from 'n8n-workflow';
import type { EvaluationResult } from '../../../index';
import { AFTER, limitForm } from '../limitForm';
import { toItems } from '../operation';
import type { Operation, OperationCall, Outputs } from '../operation';
import { pageItems, readPage } from '../paging';
import { changeRows, readChanges } from './changeItems';
import { definitionForm, readDefinition } from './definition';
import type { MembershipKind } from './kind';

const WITH_PROFILE: INodeProperties = {
	displayName: 'Include Profile',
	name: 'includeProfile',
	type: 'boolean',
	default: true,
	description: 'Whether to add traits and identifiers to each item',
};

const WITH_MEMBERS: INodeProperties[] = [
	{
		displayName: 'Output Members',
		name: 'outputMembers',
		type: 'boolean',
		default: false,
		description:
			'Whether to add an output with everybody who is in now, a page of "Limit" at a time; the last item holds "next" when there are more',
	},
	{ ...AFTER, displayOptions: { show: { outputMembers: [true] } } },
];

/** Saves the definition, brings the members up to date, and puts out who entered and who left. */
export function evaluateOperation(kind: MembershipKind): Operation {
	return {
		name: 'evaluate',
		displayName: 'Evaluate',
		action: `Evaluate ${kind.word}`,
		description: `Save this ${kind.word}, bring its members up to date, and output who entered and who left`,
		properties: [
			...definitionForm(kind),
			limitForm('Max number of items at "Entered" and at "Exited"; the counts at "Summary" are always complete'),
			WITH_PROFILE,
			...WITH_MEMBERS,
		],
		per: 'run',
		async execute(call) {
			const saved = await call.cdp.segments.save(readDefinition(call, kind));
			const result = await call.cdp.segments.evaluate(saved.key);
			hint(call, kind, result, saved.hints ?? []);
			const [entered, exited] = [await rowsOf(call, result, 'entered'), await rowsOf(call, result, 'exited')];
			const summary = { ...result, name: saved.name, sentence: saved.sentence };
			const members = call.parameter<boolean>('outputMembers', false) ? await membersOf(call, saved.key) : [];
			return [toItems(entered), toItems(exited), toItems([summary]), ...members];
		},
	};
}

async function membersOf(call: OperationCall, key: string): Promise<Outputs> {
	return pageItems(await call.cdp.segments.members(key, readPage(call)));
}

async function rowsOf(call: OperationCall, result: EvaluationResult, kind: 'entered' | 'exited'): Promise<object[]> {
	const wanted = {
		segment: result.key,
		from: result.from,
		upTo: result.to,
		kinds: [kind],
		limit: call.parameter<number>('limit', 50),
	};
	const changes = result[kind] === 0 ? [] : await readChanges(call.cdp, wanted);
	return await changeRows(call.cdp, changes, call.parameter<boolean>('includeProfile', true));
}

function hint(call: OperationCall, kind: MembershipKind, result: EvaluationResult, names: string[]): void {
	const limit = call.parameter<number>('limit', 50);
	for (const message of names) {
		call.context.addExecutionHints({ message, location: 'outputPane' });
	}
	if (result.members === 0) {
		const message = `Nobody is in this ${kind.word}. Use "Preview" while you change the conditions, and check names and values against the lists.`;
		call.context.addExecutionHints({ message, location: 'outputPane' });
	}
	if (Math.max(result.entered, result.exited) > limit) {
		const message = `${result.entered} entered and ${result.exited} left; each output shows the first ${limit}. CDP Destination takes all of them.`;
		call.context.addExecutionHints({ message, location: 'outputPane' });
	}
}
