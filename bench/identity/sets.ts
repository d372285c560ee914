import path from 'node:path';

/** A labelled set: where its truth stands and what the matcher may not see. */
export interface LabelledSet {
	name: string;
	file: string;
	/** Missing when the rows have no id; then the number of the row is one. */
	id?: string;
	label: string;
	/** Keeps the first group of the label. */
	strip?: RegExp;
	ignore: string[];
	/** Columns that the peer compares, the first of them also alone as blocking rules. */
	columns: string[];
	least: number;
}

/** Labelled sets are not part of this package: they are read where they lie beside it, or where the variable says. */
export const DATA = process.env['CDP_IDENTITY_DATA'] ?? path.join(process.cwd(), '..', 'shared', 'data', 'identity');

const FEBRL = { id: 'rec_id', label: 'rec_id', strip: /rec-(\d+)/ };
const ADDRESS = ['given_name', 'surname', 'date_of_birth', 'address_1', 'suburb', 'postcode'];

export const LABELLED_SETS: readonly LabelledSet[] = [
	{ ...FEBRL, name: 'febrl1', file: 'febrl1.csv', ignore: [], columns: ['soc_sec_id', ...ADDRESS], least: 0.998 },
	{ ...FEBRL, name: 'febrl2', file: 'febrl2.csv', ignore: [], columns: ['soc_sec_id', ...ADDRESS], least: 0.995 },
	{
		...FEBRL,
		name: 'febrl1 without soc_sec_id',
		file: 'febrl1.csv',
		ignore: ['soc_sec_id'],
		columns: ADDRESS,
		least: 0.985,
	},
	{
		...FEBRL,
		name: 'febrl2 without soc_sec_id',
		file: 'febrl2.csv',
		ignore: ['soc_sec_id'],
		columns: ADDRESS,
		least: 0.99,
	},
	{
		name: 'fake_1000',
		file: 'fake_1000.csv',
		id: 'unique_id',
		label: 'cluster',
		ignore: ['cluster'],
		columns: ['first_name', 'surname', 'dob', 'city', 'email'],
		least: 0.89,
	},
	{
		name: 'restaurants',
		file: 'restaurants.csv',
		label: 'unique_id',
		ignore: ['unique_id'],
		columns: ['name', 'address', 'city', 'cuisine'],
		least: 0.96,
	},
];
