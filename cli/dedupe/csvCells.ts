import { InputError } from '../../core/model/errors';

/** Takes rows as they are read. The row is reused: copy what must stay. */
export type OnRow = (cells: string[], count: number) => void;

const [QUOTE, LF, CR] = [0x22, 0x0a, 0x0d];
/** A row longer than this is a quote never closed: without a bound the whole file would be read as one cell. */
const LONGEST_ROW = 16 << 20;
const BOM = '\uFEFF';

/**
 * Splits CSV (RFC 4180, any one-byte separator) that arrives in chunks into rows. Written by hand because a million
 * rows take csv-parse most of the time that the whole matching may take.
 */
export class CsvCells {
	private rest: Buffer = Buffer.alloc(0);
	private readonly cells: string[] = [];
	private separator = 0;
	private rows = 0;

	constructor(private readonly onRow: OnRow) {}

	write(chunk: Buffer): void {
		const data = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
		this.rest = Buffer.from(data.subarray(this.parse(data, false)));
		if (this.rest.length > LONGEST_ROW)
			throw new InputError(
				`A row after row ${this.rows} does not end within ${LONGEST_ROW >> 20} MB.`,
				'Look for a quote that is opened in the row after it and never closed.',
				'FILE_READ',
			);
	}

	end(): void {
		this.parse(this.rest, true);
		this.rest = Buffer.alloc(0);
	}

	/** Reads whole rows and returns where the first unfinished one begins. */
	private parse(data: Buffer, last: boolean): number {
		if (this.separator === 0) this.separator = separatorOf(data);
		let rowStart = 0;
		let at = 0;
		let count = 0;
		while (at < data.length) {
			const end = data[at] === QUOTE ? closingQuote(data, at) : this.plainEnd(data, at);
			if (end >= data.length && !last) return rowStart;
			this.cells[count++] = cellText(data, at, end);
			at = end + 1;
			if (data[end] === this.separator && end < data.length) {
				if (at >= data.length && last) this.cells[count++] = '';
				continue;
			}
			if (data[end] === CR) {
				if (at >= data.length && !last) return rowStart;
				if (data[at] === LF) at++;
			}
			this.emit(count);
			rowStart = at;
			count = 0;
		}
		if (last && count > 0) this.emit(count);
		return last ? data.length : rowStart;
	}

	private plainEnd(data: Buffer, at: number): number {
		let end = at;
		for (; end < data.length; end++) {
			const byte = data[end]!;
			if (byte === this.separator || byte === LF || byte === CR) break;
		}
		return end;
	}

	private emit(count: number): void {
		if (count === 1 && this.cells[0] === '') return;
		this.rows++;
		this.onRow(this.cells, count);
	}
}

/** Where a quoted cell's text ends: the separator or line end after its closing quote. */
function closingQuote(data: Buffer, at: number): number {
	let end = at + 1;
	for (; end < data.length; end++) {
		if (data[end] !== QUOTE) continue;
		if (data[end + 1] !== QUOTE) return end + 1;
		end++;
	}
	return end;
}

function cellText(data: Buffer, from: number, to: number): string {
	if (data[from] !== QUOTE) return data.toString('utf8', from, to).replace(BOM, '').trim();
	const inner = data.toString('utf8', from + 1, data[to - 1] === QUOTE && to - 1 > from ? to - 1 : to);
	return (inner.includes('""') ? inner.replaceAll('""', '"') : inner).trim();
}

/** The separator that the header uses most. */
function separatorOf(data: Buffer): number {
	const end = data.indexOf(LF);
	const header = data.toString('utf8', 0, end < 0 ? data.length : end).replace(/"[^"]*"/g, '');
	const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, n: header.split(mark).length }));
	return counts.reduce((best, next) => (next.n > best.n ? next : best)).mark.charCodeAt(0);
}
