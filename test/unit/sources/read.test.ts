import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { readRows } from '../../../sources/shared/readRows';
import type { ReadRow } from '../../../sources/shared/ReadRow';

/** Reads bytes in pieces of `size`, so that every boundary falls somewhere bad. */
async function read(content: string | Buffer, name: string, size = 7): Promise<ReadRow[]> {
	const bytes = Buffer.from(content);
	const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
		bytes.subarray(i * size, (i + 1) * size),
	);
	const rows: ReadRow[] = [];
	for await (const some of readRows(Readable.from(pieces), { name, reads: 'records' }, () => undefined))
		rows.push(...some);
	return rows;
}
const records = async (content: string | Buffer, name = 'f.csv', size?: number) =>
	(await read(content, name, size)).map(({ record }) => record);

describe('Tables', () => {
	it.each([
		['commas', 'a,b\n1,2\n'],
		['semicolons', 'a;b\r\n1;2'],
		['tabs', 'a\tb\n1\t2\n'],
		['bars', 'a|b\n1|2\n'],
		['a byte order mark', '\uFEFFa,b\n1,2\n'],
		['quotes', '"a","b"\n"1","2"\n'],
		['lines that end like on old Macs', 'a,b\r1,2\r'],
		['blank lines', '\na,b\n\n1,2\n\n'],
	])('with %s', async (_name, text) => {
		expect(await records(text)).toEqual([{ a: '1', b: '2' }]);
	});

	it('with delimiters, quotes and line breaks inside quotes', async () => {
		expect(await records('name;note\n"Ann; Bob";"said ""hi""\nand left"\n')).toEqual([
			{ name: 'Ann; Bob', note: 'said "hi"\nand left' },
		]);
	});

	it('with a semicolon in the header of a comma table, and the other way round', async () => {
		expect(await records('"a;x",b\n"1;1",2\n')).toEqual([{ 'a;x': '1;1', b: '2' }]);
		expect(await records('price, net;qty;id\n"1,5";2;3\n')).toEqual([{ 'price, net': '1,5', qty: '2', id: '3' }]);
	});

	it('with rows that are too short or too long, names that are missing or repeated', async () => {
		expect(await records('a,,a\n1\n1,2,3,4\n')).toEqual([
			{ a: '1' },
			{ a: '1', column_2: '2', a_2: '3', column_4: '4' },
		]);
	});

	it('with a quote that is never closed: that row is a problem, those before are not', async () => {
		const rows = await read('a,b\n1,2\n"3,4\n5,6\n', 'f.csv');
		expect(rows[0]?.record).toEqual({ a: '1', b: '2' });
		expect(rows.at(-1)?.problem?.reason).toContain('quote');
	});

	it('without rows, without anything', async () => {
		expect([await read('a,b\n', 'f.csv'), await read('', 'f.csv'), await read('', 'f.json')]).toEqual([[], [], []]);
	});
});

describe('Encodings', () => {
	const TEXT = 'name,city\nJürgen €,Zürich\n日本 🚲,Köln\n';
	const rows = [
		{ name: 'Jürgen €', city: 'Zürich' },
		{ name: '日本 🚲', city: 'Köln' },
	];

	it.each([1, 2, 3, 5, 64])('UTF-8 in pieces of %i bytes', async (size) => {
		expect(await records(TEXT, 'f.csv', size)).toEqual(rows);
	});

	it('UTF-16, both ways round', async () => {
		const little = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TEXT, 'utf16le')]);
		const big = Buffer.from(little).swap16();
		expect([await records(little), await records(big)]).toEqual([rows, rows]);
	});

	it('Windows-1252, also when it shows late in the file', async () => {
		const latin = Buffer.concat([
			Buffer.from('name,city\n'),
			Buffer.from('Ann,Rome\n'.repeat(10_000)),
			Buffer.from([0x4a, 0xfc, 0x72, 0x67, 0x65, 0x6e, 0x20, 0x80, 0x2c, 0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68, 0x0a]),
		]);
		expect((await records(latin, 'f.csv', 5_000)).at(-1)).toEqual(rows[0]);
	});

	it('one damaged character in UTF-8 does not turn the rest into Windows-1252', async () => {
		const damaged = Buffer.concat([
			Buffer.from(TEXT),
			Buffer.from([0x58, 0xff, 0x2c, 0x59, 0x0a]),
			Buffer.from('Zoë,Ålesund\n'),
		]);
		expect((await records(damaged, 'f.csv', 1_000)).slice(2)).toEqual([
			{ name: 'X\uFFFD', city: 'Y' },
			{ name: 'Zoë', city: 'Ålesund' },
		]);
	});
});

describe('Packed files', () => {
	it('are recognised by their bytes, whatever their name', async () => {
		expect(await records(gzipSync('a,b\n1,2\n'), 'f.csv.gz')).toEqual([{ a: '1', b: '2' }]);
		expect(await records(gzipSync('a,b\n1,2\n'), 'f.csv')).toEqual([{ a: '1', b: '2' }]);
	});

	it('that break off say so', async () => {
		const packed = gzipSync(Buffer.from('a,b\n' + '1,2\n'.repeat(1_000)));
		await expect(read(packed.subarray(0, packed.length - 12), 'f.csv.gz')).rejects.toMatchObject({
			code: 'FILE_DAMAGED',
		});
	});
});

describe('JSON', () => {
	const items = [
		{ a: 'x]},"\\', b: [1, { c: [] }] },
		{ a: '{', n: null },
	];

	it.each([1, 2, 7, 1000])('a list, in pieces of %i bytes', async (size) => {
		expect(await records(JSON.stringify(items, null, 1), 'f.json', size)).toEqual(items);
	});

	it('one object, objects one after another, one a line', async () => {
		const [first, second] = items;
		expect(await records(JSON.stringify(first), 'f.json')).toEqual([first]);
		expect(await records(`${JSON.stringify(first)} ${JSON.stringify(second)}`, 'f.json')).toEqual(items);
		expect(await records(items.map((item) => JSON.stringify(item)).join('\r\n'), 'f.ndjson')).toEqual(items);
	});

	it('that breaks off, or holds no objects: a problem for each, the others are read', async () => {
		const problems = async (text: string, name: string) =>
			(await read(text, name)).map(({ number, problem }) => [number, problem?.reason]);
		expect(await problems('[{"a":1},7,"x",{"a":', 'f.json')).toEqual([
			[1, undefined],
			[2, 'must be a JSON object'],
			[3, 'must be a JSON object'],
			[4, 'is not valid JSON'],
		]);
		expect(await problems('{"a":1}\n{"a":\n[]\n{"b":2}', 'f.ndjson')).toEqual([
			[1, undefined],
			[2, 'is not valid JSON'],
			[3, 'must be a JSON object'],
			[4, undefined],
		]);
	});

	it('is recognised without a telling name', async () => {
		expect(await records('[{"a":1}]', 'export')).toEqual([{ a: 1 }]);
		expect(await records('a,b\n1,2', 'export')).toEqual([{ a: '1', b: '2' }]);
	});
});
