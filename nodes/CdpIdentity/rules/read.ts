import { InputError } from '../../../index';
import { locatorText } from '../../shared/locator';
import type { OperationCall } from '../../shared/operation';
import { RULE_FIELDS } from './ruleFields';

type Row = Record<string, unknown>;

/** A change of rules as JSON; its meaning is checked by the engine. */
export type RuleChange = Row;

/** Reads what `RULES_FORM` asked for. */
export function readChange(call: OperationCall): RuleChange {
	return call.parameter<string>('specifyRules', 'fields') === 'json' ? readJson(call) : readFields(call);
}

function readJson(call: OperationCall): RuleChange {
	const given = call.parameter<string | object>('rulesJson', {});
	const change: unknown = typeof given === 'string' ? parsed(given) : given;
	if (typeof change !== 'object' || change === null || Array.isArray(change)) {
		throw new InputError('The changes are not a JSON object', 'Write for example {"phoneRegion": "CH"}.');
	}
	return change as RuleChange;
}

function parsed(text: string): unknown {
	try {
		return text.trim() === '' ? {} : JSON.parse(text);
	} catch (error) {
		return unreadable(error);
	}
}

function unreadable(error: unknown): never {
	throw new InputError(
		`The changes are not JSON: ${error instanceof Error ? error.message : String(error)}`,
		'Correct the JSON, or specify the changes with the fields.',
	);
}

function readFields(call: OperationCall): RuleChange {
	const types = rows(call, 'typeRules').map(readType);
	const traits = rows(call, 'traitRules').map(readTrait);
	const { phoneRegion, ...lists } = call.parameter<Row>('generalRules', {});
	return {
		...(types.length === 0 ? {} : { types }),
		...(traits.length === 0 ? {} : { traits: Object.fromEntries(traits) }),
		...Object.fromEntries(Object.entries(lists).map(([name, text]) => [name, lines(text)])),
		...(phoneRegion === undefined ? {} : { phoneRegion: locatorText(phoneRegion).toUpperCase() || null }),
	};
}

function rows(call: OperationCall, name: string): Row[] {
	return call.parameter<{ rules?: Row[] }>(name, {}).rules ?? [];
}

function readType(row: Row): Row {
	const type = needed(row['type'], 'rule', 'Identifier Type');
	const changes = Object.entries((row['changes'] ?? {}) as Row);
	return { type, ...Object.fromEntries(changes.map(([field, value]) => [field, fieldValue(field, value)])) };
}

function fieldValue(field: string, value: unknown): unknown {
	if (field === 'blockedValues' || field === 'blockedPatterns') {
		return lines(value);
	}
	// A number field cannot be empty, so 0 stands for "never".
	const mayBeNever = field === 'quarantineAbove' || field === 'lifetimeDays';
	const isNumber = RULE_FIELDS.some(({ name, type }) => name === field && type === 'number');
	const given = isNumber && value !== '' ? Number(value) : value;
	return mayBeNever && given === 0 ? null : given;
}

function readTrait(row: Row): [string, Row] {
	const { keep = 'latest', verifiedFirst = true, sources } = row;
	const named = keep === 'sources' ? { sources: lines(sources, /[,\n]/) } : {};
	return [needed(row['trait'], 'trait rule', 'Trait'), { keep, verifiedFirst, ...named }];
}

function needed(value: unknown, what: string, label: string): string {
	const text = locatorText(value);
	if (text === '') {
		throw new InputError(`A ${what} has no "${label}"`, 'Choose it from the list or type its name.');
	}
	return text;
}

function lines(value: unknown, between: RegExp | string = '\n'): string[] {
	const given = Array.isArray(value) ? value.map(String) : locatorText(value).split(between);
	return given.map((line) => line.trim()).filter((line) => line !== '');
}
