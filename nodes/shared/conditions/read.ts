import type { Condition } from '../../../index';
import { InputError } from '../../../index';
import type { OperationCall } from '../operation';
import type { ConditionRow, RowValues } from './row';

/** The condition that the form describes. Its meaning is checked by the engine, which names the place of what is wrong. */
export function readCondition(call: OperationCall, rows: ConditionRow[]): Condition {
	return call.parameter<string>('specify', 'rows') === 'json'
		? (readJson(call, 'conditionJson') as Condition)
		: readRows(call, rows);
}

function readRows(call: OperationCall, rows: ConditionRow[]): Condition {
	const filled = call.parameter<Record<string, RowValues[] | undefined>>('conditions', {});
	const conditions = rows.flatMap((row) => (filled[row.name] ?? []).map((values) => row.read(values)));
	if (conditions.length === 0) {
		throw new InputError(
			'There is no condition',
			'Add at least one condition; "exists" on a trait that everybody has takes everybody.',
		);
	}
	return { kind: call.parameter<'all' | 'any' | 'not'>('match', 'all'), conditions };
}

/** What a JSON field holds, typed or from an expression. */
export function readJson(call: OperationCall, field: string): unknown {
	const given = call.parameter<string | object>(field);
	return typeof given === 'string' ? parsed(given) : given;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		return unreadable(error);
	}
}

function unreadable(error: unknown): never {
	const detail = error instanceof Error ? error.message : String(error);
	throw new InputError(`What you wrote is not JSON: ${detail}`, 'Correct the JSON, or choose "Using Fields Below".');
}
