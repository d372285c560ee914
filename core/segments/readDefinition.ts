import type { z } from 'zod/v4';
import { InputError } from '../model/errors';

/** Deeper nesting is a mistake or an attack: a group takes two levels. */
const MAX_DEPTH = 200;
/** Databases build one statement of all conditions; SQLite takes a thousand in a row. */
const MAX_CONDITIONS = 500;
const MAX_TEXT = 10_000;
const MAX_LIST = 10_000;

interface Fault {
	path: PropertyKey[];
	message: string;
}

/** Reads a definition from outside. Throws an InputError that names the place, e.g. `condition.conditions.1.value`. */
export function readDefinition<T>(schema: z.ZodType<T>, input: unknown, what: string, code: string): T {
	const faults = tooMuch(input);
	if (faults) throw wrong(faults, what, code);
	const parsed = schema.safeParse(input);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw wrong(issue ? innermost(issue, input) : { path: [], message: 'unknown' }, what, code);
}

function wrong({ path, message }: Fault, what: string, code: string): InputError {
	const place = path.length > 20 ? `${path.slice(0, 20).join('.')}…` : path.join('.');
	return new InputError(
		`The ${what} is not valid at ${place || '(top)'}: ${message}.`,
		'Correct that place and save again.',
		code,
	);
}

/** What no schema can look at because it is too deep, too big, or no text; found without recursion. */
function tooMuch(input: unknown): Fault | undefined {
	const waiting: Array<{ value: unknown; path: PropertyKey[] }> = [{ value: input, path: [] }];
	let conditions = 0;
	for (let one = waiting.pop(); one; one = waiting.pop()) {
		const { value, path } = one;
		if (path.at(-1) === 'conditions' && Array.isArray(value)) conditions += value.length;
		const message = faultOf(value, path.length) ?? (conditions > MAX_CONDITIONS ? TOO_MANY : undefined);
		if (message) return { path, message };
		if (typeof value !== 'object' || value === null) continue;
		for (const [key, inner] of Object.entries(value)) {
			const fault = textFault(key);
			if (fault) return { path, message: fault };
			waiting.push({ value: inner, path: [...path, key] });
		}
	}
	return undefined;
}

const TOO_MANY = `there are more than ${MAX_CONDITIONS} conditions; a static list or a segment in a segment may say the same`;

function faultOf(value: unknown, depth: number): string | undefined {
	if (depth > MAX_DEPTH) return 'is nested too deeply';
	if (typeof value === 'string') return textFault(value);
	return Array.isArray(value) && value.length > MAX_LIST
		? `has more than ${MAX_LIST.toLocaleString('en')} items; put them on a static list`
		: undefined;
}

function textFault(text: string): string | undefined {
	if (text.length > MAX_TEXT) return `is longer than ${MAX_TEXT.toLocaleString('en')} characters`;
	return text.includes('\u0000') || !text.isWellFormed() ? 'holds a character that is no text' : undefined;
}

/** Of several forms that a value may have, the one that its own keys belong to says what is wrong. */
function innermost(issue: z.core.$ZodIssue, input: unknown): Fault {
	if (issue.code === 'invalid_union' && issue.errors.length > 0) {
		const meant = issue.errors.find((issues) => issues.every(({ code }) => code !== 'unrecognized_keys'));
		const [inner] = meant ?? [];
		if (inner && inner.path.length > 0) return innermost({ ...inner, path: [...issue.path, ...inner.path] }, input);
	}
	const isMissing = issue.code !== 'custom' && issue.path.length > 0 && at(input, issue.path) === undefined;
	return { path: issue.path, message: isMissing ? `is missing: ${issue.message}` : issue.message };
}

const at = (input: unknown, path: PropertyKey[]): unknown =>
	path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
		input,
	);
