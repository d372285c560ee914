import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../../../cli/run';

const folder = mkdtempSync(path.join(tmpdir(), 'cdp-match-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
	code: number;
	clusters: Map<string, string>;
	bytes: string;
	errors: string;
}

async function dedupe(file: string, args: string[]): Promise<Run> {
	const out = path.join(folder, 'out.csv');
	rmSync(out, { force: true });
	let errors = '';
	const code = await runCli(['dedupe', file, ...args, '--out', out], {
		stdout: () => undefined,
		stderr: (text) => (errors += text),
		isTerminal: false,
		signals: process,
	});
	const bytes = existsSync(out) ? readFileSync(out, 'utf8') : '';
	const rows = bytes.trim().split('\n').slice(1);
	return { code, bytes, errors, clusters: new Map(rows.map((row) => row.split(',') as [string, string])) };
}

const write = (name: string, text: string | Buffer) => {
	const file = path.join(folder, name);
	writeFileSync(file, text);
	return file;
};
const many = (rows: number, row: (i: number) => string) => Array.from({ length: rows }, (_, i) => row(i)).join('\n');

describe('files that cannot be matched', () => {
	it.each([
		['an empty file', '', 'is empty'],
		['only a header', 'id,name\n', 'has a header but no rows'],
		['an id that stands twice', 'id,name\n1,Ann\n1,Bob\n', 'The id "1" stands twice'],
		['a row without an id', 'id,name\n1,Ann\n,Bob\n', 'Row 2 has no id'],
		['no id column', 'key,name\n1,Ann\n2,Bob\n', 'has no column "id"'],
		['nothing but the id', 'id\n1\n2\n', 'No column of the file tells its records apart'],
		['cells that are all empty', `id,name,city\n${many(50, (i) => `${i},,n/a`)}`, 'No column of the file tells'],
		['one value in every row', `id,name\n${many(20_000, (i) => `${i},Ann`)}`, 'No column of the file tells'],
	])('%s: says what is wrong and what to do', async (_, text, message) => {
		const { code, errors, bytes } = await dedupe(write('bad.csv', text), ['--id', 'id']);
		expect(code).toBe(1);
		expect(bytes).toBe('');
		expect(errors).toContain(message);
		expect(errors.trim().split('\n').length).toBeGreaterThan(1);
	});

	it('a file that is not there: names it', async () => {
		const { code, errors } = await dedupe(path.join(folder, 'nowhere.csv'), ['--id', 'id']);
		expect(code).toBe(1);
		expect(errors).toContain('nowhere.csv');
	});
});

describe('files that are unusual', () => {
	const person = (i: number) => `Person${i * 7919},Town${i * 104_729},19${10 + (i % 80)}-0${1 + (i % 9)}-1${i % 10}`;
	const plain = `${many(60, (i) => `${i},${person(i)}`)}\n60,${person(3)}\n`;
	const expected = async () => (await dedupe(write('plain.csv', `id,name,town,born\n${plain}`), ['--id', 'id'])).bytes;

	it.each([
		['semicolons', `id,name,town,born\n${plain}`.replaceAll(',', ';')],
		['tabs', `id,name,town,born\n${plain}`.replaceAll(',', '\t')],
		['a byte order mark and Windows line ends', `\uFEFFid,name,town,born\n${plain}`.replaceAll('\n', '\r\n')],
		['empty lines', `id,name,town,born\n${plain}`.replaceAll('\n', '\n\n')],
		['a column that is always the same', `id,name,town,born,land\n${plain.replaceAll('\n', ',UK\n')}`],
	])('%s change nothing', async (_, text) => {
		expect((await dedupe(write('unusual.csv', text), ['--id', 'id'])).bytes).toBe(await expected());
	});

	it('rows with too few or too many cells count, with a note', async () => {
		const { code, clusters, errors } = await dedupe(
			write('ragged.csv', `id,name,town,born\n${plain}61,Zoe\n62,A,B,C,D,E\n`),
			['--id', 'id'],
		);
		expect(code).toBe(0);
		expect(clusters.size).toBe(63);
		expect(clusters.get('60')).toBe('3');
		expect(errors).toContain('2 rows have another number of cells');
	});

	it('one column besides the id is enough', async () => {
		const { code, clusters } = await dedupe(
			write('one.csv', `id,name\n${many(80, (i) => `${i},Person ${i * 7919}`)}`),
			['--id', 'id'],
		);
		expect(code).toBe(0);
		expect(clusters.size).toBe(80);
	});

	it('cells of half a million characters, bytes that are no text, and a quote never closed do not stop it', async () => {
		const huge = `id,name,notes\n${many(12, (i) => `${i},Ann ${i},${`note ${i} `.repeat(60_000)}`)}`;
		expect((await dedupe(write('huge.csv', huge), ['--id', 'id'])).clusters.size).toBe(12);
		const bytes = Buffer.concat([
			Buffer.from('id,name\n1,A\0nn\n2,'),
			Buffer.from([0xff, 0xfe]),
			Buffer.from('\n3,Bob\n'),
		]);
		expect((await dedupe(write('bytes.csv', bytes), ['--id', 'id'])).clusters.size).toBe(3);
		expect(
			(await dedupe(write('open.csv', 'id,name\n1,Ann\n2,"Bob\n3,Cy\n4,Di\n'), ['--id', 'id'])).clusters.size,
		).toBe(2);
	});

	it('a value in nearly every row makes no more pairs than any other', async () => {
		const text = `id,name,town\n${many(30_000, (i) => `${i},${i % 50 === 0 ? `Bo${i}` : 'Ann'},${i % 3 === 0 ? 'Rome' : 'Bonn'}`)}`;
		const { code, clusters } = await dedupe(write('skewed.csv', text), ['--id', 'id']);
		expect(code).toBe(0);
		expect(clusters.size).toBe(30_000);
	});
});
