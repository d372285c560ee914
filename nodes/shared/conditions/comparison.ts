import type { INodePropertyOptions } from 'n8n-workflow';
import type { Comparison } from '../../../index';
import { InputError } from '../../../index';
import { locatorValue } from '../locator';

type Values = 'text' | 'list' | 'number' | 'date' | 'days' | 'none';

/** Every comparison once: how it reads, and what it compares with. A new one does not compile until it stands here. */
const COMPARISON_FORMS: Record<Comparison, { name: string; takes: Values }> = {
	anniversaryWithinDays: { name: 'Has Its Anniversary Within Days', takes: 'days' },
	after: { name: 'Is After', takes: 'date' },
	atLeast: { name: 'Is at Least', takes: 'number' },
	atMost: { name: 'Is at Most', takes: 'number' },
	before: { name: 'Is Before', takes: 'date' },
	contains: { name: 'Contains', takes: 'text' },
	endsWith: { name: 'Ends With', takes: 'text' },
	exists: { name: 'Exists', takes: 'none' },
	greaterThan: { name: 'Is Greater Than', takes: 'number' },
	is: { name: 'Is', takes: 'text' },
	isNot: { name: 'Is Not', takes: 'text' },
	isOneOf: { name: 'Is One Of', takes: 'list' },
	lessThan: { name: 'Is Less Than', takes: 'number' },
	notContains: { name: 'Does Not Contain', takes: 'text' },
	notExists: { name: 'Does Not Exist', takes: 'none' },
	notWithinLastDays: { name: 'Is Not Within the Last Days', takes: 'days' },
	startsWith: { name: 'Starts With', takes: 'text' },
	withinLastDays: { name: 'Is Within the Last Days', takes: 'days' },
	withinNextDays: { name: 'Is Within the Next Days', takes: 'days' },
};

/** Every comparison there is. */
export const ALL_COMPARISONS = Object.keys(COMPARISON_FORMS) as Comparison[];

/** The comparisons that take one of these kinds of values. */
export function comparisonsTaking(...kinds: Values[]): Comparison[] {
	return ALL_COMPARISONS.filter((comparison) => kinds.includes(COMPARISON_FORMS[comparison].takes));
}

/** The entries of a "Comparison" field. */
export function comparisonOptions(comparisons: Comparison[]): INodePropertyOptions[] {
	return comparisons
		.map((value) => ({ name: COMPARISON_FORMS[value].name, value }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** The value as the comparison wants it: a number, a list, or as it was chosen. */
export function comparedValue(comparison: Comparison, chosen: unknown): string | number | boolean | string[] {
	const value = locatorValue(chosen);
	if (value === '' || value === undefined || value === null) {
		throw new InputError(
			`"${COMPARISON_FORMS[comparison].name}" has no value`,
			'Choose a value from the list or type one.',
		);
	}
	switch (COMPARISON_FORMS[comparison].takes) {
		case 'list':
			return Array.isArray(value) ? value.map(asText) : splitList(asText(value));
		case 'number':
			return numeric(value);
		default:
			return typeof value === 'number' || typeof value === 'boolean' ? value : asText(value);
	}
}

/** "a, b" as a list; a comma in quotes stays where it is: "Smith, Ann". */
export function splitList(text: string): string[] {
	const parts = text.match(/\s*"[^"]*"\s*|[^,]+/g) ?? [];
	return parts.map((part) => part.trim().replace(/^"(.*)"$/, '$1')).filter((part) => part !== '');
}

/** Numbers as numbers; anything else is left for the engine to judge and to explain. */
function numeric(value: unknown): string | number {
	const number = Number(value);
	return Number.isFinite(number) ? number : asText(value);
}

/** Expressions may give a date of Luxon or of JavaScript: both write themselves in ISO when made JSON. */
export function asText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value).replace(/^"(.*)"$/, '$1');
}
