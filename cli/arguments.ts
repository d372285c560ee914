import { readIdentifier } from '../sources/shared/identifierText';
import type { CommandContext } from './command';
import { UsageError } from './UsageError';

type Given = Pick<CommandContext, 'args' | 'values'>;

/** The positional argument at `at`; its absence, or anything after the last expected one, is wrong use. */
export function argument({ args }: Given, at: number, name: string, last = true): string {
	const value = args[at];
	if (value === undefined || value === '') throw new UsageError(`${name} is missing`);
	if (last && args.length > at + 1) throw new UsageError(`"${args[at + 1]}" is one argument too many`);
	return value;
}

/** TYPE:VALUE at `at` as an identifier; anything after the last expected one is wrong use. */
export function identifierArgument(given: Given, at: number, last = true): { type: string; value: string } {
	const text = argument(given, at, 'TYPE:VALUE', last);
	const identifier = readIdentifier(text);
	if (!identifier)
		throw new UsageError(`"${text}" is not TYPE:VALUE`, 'Write for example email:ann@example.com or customer:17850.');
	return identifier;
}

/** The text of an option; undefined when it was not given. */
export function text({ values }: Given, name: string): string | undefined {
	const value = values[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A whole number from 0 to `max`; undefined when it was not given. */
export function wholeNumber(given: Given, name: string, max: number): number | undefined {
	const value = text(given, name);
	if (value === undefined) return undefined;
	const number = Number(value);
	if (!/^\d+$/.test(value) || number > max)
		throw new UsageError(`--${name} must be a whole number from 0 to ${max}, not "${value}"`);
	return number;
}

/** A list with commas between; undefined when it was not given, empty for an empty text. */
export function list({ values }: Given, name: string): string[] | undefined {
	const value = values[name];
	if (typeof value !== 'string') return undefined;
	return value
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
