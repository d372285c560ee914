import { compare, type MatchModel, type MatchRecord } from '../match';
import { probabilityOf } from './state';

const AGREES = 1;
const DIFFERS = -0.5;
const MOST_NAMED = 4;

const list = (fields: string[]): string =>
	fields.length > 1 ? `${fields.slice(0, -1).join(', ')} and ${fields.at(-1)}` : fields.join('');

/** `name and postcode agree, city differs (p = .98)`: what speaks for a match and against it, without personal values. */
export function sentence(model: MatchModel, a: MatchRecord, b: MatchRecord, weight: number): string {
	const { fields } = compare(model, a, b);
	const named = (test: (weight: number) => boolean) =>
		fields.filter((field) => test(field.weight)).map((field) => field.field);
	const agree = named((bits) => bits >= AGREES).slice(0, MOST_NAMED);
	const differ = named((bits) => bits <= DIFFERS).slice(0, MOST_NAMED);
	const parts = [
		...(agree.length > 0 ? [`${list(agree)} ${agree.length > 1 ? 'agree' : 'agrees'}`] : []),
		...(differ.length > 0 ? [`${list(differ)} ${differ.length > 1 ? 'differ' : 'differs'}`] : []),
	];
	return `${parts.join(', ') || 'little is known'} (p = ${shown(probabilityOf(weight))})`;
}

/** Never 1: a match is no proof. */
export const shown = (probability: number): string =>
	Math.min(0.99999, probability)
		.toFixed(5)
		.replace(/^0/, '')
		.replace(/(\.\d\d.*?)0+$/, '$1');
