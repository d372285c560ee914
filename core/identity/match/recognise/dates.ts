const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const OTHER_MONTHS: Readonly<Record<string, number>> = {
	mae: 3,
	mrz: 3,
	mai: 5,
	okt: 10,
	dez: 12,
	ene: 1,
	abr: 4,
	ago: 8,
	dic: 12,
	fev: 2,
	avr: 4,
	aou: 8,
};
const YEARS = { from: 1500, to: 2100 };
const YEAR_FIRST = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ].*)?$/;
const YEAR_LAST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ].*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const COMPACT_LAST = /^(\d{2})(\d{2})(\d{4})$/;
const PARTIAL = /^(\d{4})(?:[-/.](\d{1,2}))?$/;
const DAY_NAME = /^(\d{1,2})\.?(?:st|nd|rd|th)?[- ]+(\p{L}{3,})\.?,?[- ]+(\d{4})$/u;
const NAME_DAY = /^(\p{L}{3,})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$/u;

/** How a column writes dates in which day and month cannot be told apart from one value alone. */
export interface DateStyle {
	monthFirst: boolean;
}

function build(year: number, month: number, day: number): string | undefined {
	if (year < YEARS.from || year > YEARS.to || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
	return `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}

function monthOf(word: string): number {
	const start = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().slice(0, 3);
	return OTHER_MONTHS[start] ?? MONTHS.indexOf(start) + 1;
}

function fromParts(first: number, second: number, year: number, style: DateStyle): string | undefined {
	const straight = style.monthFirst ? build(year, first, second) : build(year, second, first);
	return straight ?? (style.monthFirst ? build(year, second, first) : build(year, first, second));
}

/** A date in any of the usual forms as `yyyymmdd`, or undefined. */
export function readDate(raw: string, style: DateStyle): string | undefined {
	let found = YEAR_FIRST.exec(raw) ?? COMPACT.exec(raw);
	if (found) {
		const date = build(Number(found[1]), Number(found[2]), Number(found[3]));
		if (date !== undefined) return date;
	}
	found = YEAR_LAST.exec(raw) ?? COMPACT_LAST.exec(raw);
	if (found) return fromParts(Number(found[1]), Number(found[2]), Number(found[3]), style);
	found = DAY_NAME.exec(raw);
	if (found) return build(Number(found[3]), monthOf(found[2]!), Number(found[1]));
	found = NAME_DAY.exec(raw);
	return found ? build(Number(found[3]), monthOf(found[1]!), Number(found[2])) : undefined;
}

/** A date column's cell in one form: a full date, a partial one (`1971`, `197106`), else its digits, so that a typing error still compares. */
export function normaliseDate(raw: string, style: DateStyle): string {
	const full = readDate(raw, style);
	if (full !== undefined) return /^0+$/.test(full) ? '' : full;
	const partial = PARTIAL.exec(raw);
	if (partial) return (partial[1] ?? '') + (partial[2] ?? '').padStart(partial[2] ? 2 : 0, '0');
	return raw.replace(/\D/g, '').slice(0, 8);
}

/** Day before month unless the values say otherwise: a second part above 12 can only be a day. */
export function dateStyle(values: readonly string[]): DateStyle {
	let balance = 0;
	for (const value of values) {
		const parts = YEAR_LAST.exec(value) ?? COMPACT_LAST.exec(value);
		if (!parts) continue;
		if (Number(parts[2]) > 12) balance++;
		if (Number(parts[1]) > 12) balance--;
	}
	return { monthFirst: balance > 0 };
}
