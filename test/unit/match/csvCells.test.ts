import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvCells } from '../../../cli/dedupe/csvCells';

function read(bytes: Buffer, cuts: readonly number[]): string[][] {
	const rows: string[][] = [];
	const cells = new CsvCells((row, count) => rows.push(row.slice(0, count)));
	const places = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
	places.slice(1).forEach((to, k) => cells.write(bytes.subarray(places[k], to)));
	cells.end();
	return rows;
}

const cell = fc
	.string({ maxLength: 6, unit: fc.constantFrom('a', 'ü', ' ', ',', '"', '\n', '漢') })
	.map((text) => text.trim());
const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

describe('CSV in chunks', () => {
	it('reads what csv-parse reads, wherever the chunks are cut', () => {
		fc.assert(
			fc.property(
				fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
				fc.array(fc.nat(), { maxLength: 5 }),
				fc.constantFrom('\n', '\r\n'),
				(rows, cuts, end) => {
					// The first row fixes the separator.
					const text = [['a', 'b'], ...rows].map((row) => row.map(quote).join(',')).join(end);
					const parsed: string[][] = parse(text, { relax_column_count: true, skip_empty_lines: true });
					const wanted = parsed.map((row) => row.map((value) => value.trim()));
					expect(read(Buffer.from(text), cuts)).toEqual(wanted);
				},
			),
		);
	});

	it('takes semicolons and tabs, and forgets a byte order mark', () => {
		expect(read(Buffer.from('\uFEFFa;b\n1;2,5\n'), [])).toEqual([
			['a', 'b'],
			['1', '2,5'],
		]);
		expect(read(Buffer.from('a\tb\n1\t\n'), [])).toEqual([
			['a', 'b'],
			['1', ''],
		]);
	});

	it('gives up on a quote that is never closed, and says where', () => {
		const cells = new CsvCells(() => undefined);
		cells.write(Buffer.from('a,b\n1,2\n3,"4\n'));
		const chunk = Buffer.alloc(1 << 20, 'x\n');
		expect(() => {
			for (let k = 0; k < 40; k++) cells.write(chunk);
		}).toThrow('A row after row 2 does not end within 16 MB.');
	});
});
