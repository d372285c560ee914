import { readDate } from '../../../core/identity/match/recognise/dates';
import { fold, tokensOf } from '../../../core/identity/match/text/fold';
import { nameForms } from '../../../core/identity/match/text/nicknames';
import { soundKey } from '../../../core/identity/match/text/sound';

describe('text in one form', () => {
	it.each([
		['  Müller-Lüdenscheidt ', 'muller ludenscheidt'],
		["O'Brien & Sons", 'obrien and sons'],
		['Владимир Иванов', 'vladimir ivanov'],
		['Γιώργος', 'giorgos'],
		['Straße', 'strasse'],
		['김민수', 'gimminsu'],
		['カタカナ', 'katakana'],
		['王小明', '王小明'],
	])('%s is %s', (raw, folded) => {
		expect(fold(raw)).toBe(folded);
	});

	it('numbers in words and ordinals are numbers', () => {
		expect(tokensOf('854 seventh avenue 7th floor')).toEqual(['854', '7', 'avenue', '7', 'floor']);
	});

	it.each([
		['meyer', 'maier'],
		['schmidt', 'schmitt'],
		['philip', 'filip'],
		['stephen', 'stefen'],
	])('%s sounds like %s', (a, b) => {
		expect(soundKey(a)).toBe(soundKey(b));
	});

	it('knows short and foreign forms of a name', () => {
		const share = (a: string, b: string) => nameForms(a).some((group) => nameForms(b).includes(group));
		expect(share('bob', 'robert')).toBe(true);
		expect(share('ivan', 'john')).toBe(true);
		expect(share('bob', 'william')).toBe(false);
	});
});

describe('dates in one form', () => {
	it.each([
		['1971-06-24', '19710624'],
		['19710624', '19710624'],
		['24.06.1971', '19710624'],
		['6/24/1971', '19710624'],
		['24 June 1971', '19710624'],
		['Juni 24, 1971', '19710624'],
		['1971-13-24', undefined],
	])('%s is %s', (raw, date) => {
		expect(readDate(raw, { monthFirst: false })).toBe(date);
	});

	it('reads 05/06/1971 as the column writes dates', () => {
		expect(readDate('05/06/1971', { monthFirst: false })).toBe('19710605');
		expect(readDate('05/06/1971', { monthFirst: true })).toBe('19710506');
	});
});
