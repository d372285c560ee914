/** Frequent given names; with the syllables below enough for a population whose frequencies fall as real ones do (Zipf). */
export const GIVEN =
	'james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph jessica thomas sarah charles karen christopher lisa daniel nancy matthew betty anthony margaret mark sandra donald ashley steven kimberly paul emily andrew donna joshua michelle kenneth carol kevin amanda brian dorothy george melissa timothy deborah ronald stephanie edward rebecca jason sharon jeffrey laura ryan cynthia jacob kathleen gary amy nicholas angela eric shirley jonathan anna stephen brenda larry pamela justin emma scott nicole brandon helen benjamin samantha samuel katherine gregory christine alexander debra patrick rachel frank carolyn raymond janet jack catherine dennis maria jerry heather'.split(
		' ',
	);
/** Short forms that people give instead. */
export const SHORT: Readonly<Record<string, string>> = {
	james: 'jim',
	robert: 'bob',
	john: 'jack',
	jennifer: 'jenny',
	michael: 'mike',
	elizabeth: 'liz',
	william: 'bill',
	richard: 'dick',
	susan: 'sue',
	joseph: 'joe',
	thomas: 'tom',
	charles: 'chuck',
	christopher: 'chris',
	daniel: 'dan',
	matthew: 'matt',
	margaret: 'peggy',
	anthony: 'tony',
	steven: 'steve',
	andrew: 'andy',
	edward: 'ted',
	rebecca: 'becky',
	benjamin: 'ben',
	samuel: 'sam',
	katherine: 'kate',
	alexander: 'alex',
	patrick: 'pat',
};
export const FAMILY =
	'smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts'.split(
		' ',
	);
const STARTS =
	'bar ber bran cal car col dan del dor ed el fair fen fos gar gil gor hal har hol hur kel ken kir lan lin lor mac mar mer mor nor os pal par pen rad ran ros sal sed shel stan sut tal tor tur van ver wal war wes whit win wood yar'.split(
		' ',
	);
const ENDS =
	'berg bert by combe den don dale field ford ham hart kin land ler ley low man mer mond mont more ner nell ness ning rick ridge sen shaw son stein stone ter ton tree vell wald ward way well wick win wood worth'.split(
		' ',
	);
const MIDDLES = ['', '', 'en', 'er', 'in', 'a', 'el', 'o'];
export const ROADS = 'street avenue road lane drive court place way'.split(' ');
export const HOSTS = [
	'gmail.com',
	'yahoo.com',
	'hotmail.com',
	'outlook.com',
	'icloud.com',
	'web.example',
	'mail.example',
];

/** A made-up name for each number: family, street or town. */
export function madeUp(n: number): string {
	const [start, end, middle] = [
		n % STARTS.length,
		Math.floor(n / STARTS.length) % ENDS.length,
		Math.floor(n / (STARTS.length * ENDS.length)) % MIDDLES.length,
	];
	return STARTS[start]! + MIDDLES[middle]! + ENDS[end]!;
}
