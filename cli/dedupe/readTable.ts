import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { ColumnBuilder, type Table } from '../../core/identity/match/table';
import { InputError } from '../../core/model/errors';
import { CsvCells } from './csvCells';

/** A CSV file with its id column apart: the id names rows and is never compared. */
export interface IdentifiedTable {
	ids: string[];
	table: Table;
	/** Rows with more or fewer cells than the header. */
	ragged: number;
}

/** Which columns play which part. Without `id` the number of the row is its id. */
export interface TableOptions {
	id: string | undefined;
	ignore: readonly string[];
}

const CHUNK = 1 << 20;

class TableReader {
	readonly ids: string[] = [];
	ragged = 0;
	private header: string[] | undefined;
	private idAt = -1;
	private builders: Array<{ at: number; builder: ColumnBuilder }> = [];

	constructor(
		private readonly file: string,
		private readonly options: TableOptions,
	) {}

	row(cells: string[], count: number): void {
		if (this.header === undefined) return this.begin(cells.slice(0, count));
		if (count !== this.header.length) this.ragged++;
		for (const { at, builder } of this.builders) builder.add(at < count ? cells[at]! : '');
		this.ids.push(this.idAt < 0 ? String(this.ids.length + 1) : this.idAt < count ? cells[this.idAt]! : '');
	}

	finish(): IdentifiedTable {
		if (this.header === undefined)
			throw new InputError(
				`${this.file} is empty.`,
				'Give a CSV file with a header and at least one row.',
				'FILE_EMPTY',
			);
		if (this.ids.length === 0)
			throw new InputError(
				`${this.file} has a header but no rows.`,
				'Give a CSV file with at least one row.',
				'FILE_EMPTY',
			);
		checkIds(this.ids, this.options.id);
		return {
			ids: this.ids,
			ragged: this.ragged,
			table: { rows: this.ids.length, columns: this.builders.map(({ builder }) => builder.finish()) },
		};
	}

	private begin(header: string[]): void {
		this.header = header;
		const { id, ignore } = this.options;
		for (const name of id === undefined ? ignore : [id, ...ignore]) {
			if (!header.includes(name))
				throw new InputError(
					`${this.file} has no column "${name}".`,
					`Name one of its columns: ${header.join(', ')}.`,
					'COLUMN_UNKNOWN',
				);
		}
		this.idAt = id === undefined ? -1 : header.indexOf(id);
		this.builders = header.flatMap((name, at) =>
			at === this.idAt || ignore.includes(name) ? [] : [{ at, builder: new ColumnBuilder(name) }],
		);
	}
}

function checkIds(ids: readonly string[], column: string | undefined): void {
	const seen = new Set<string>();
	ids.forEach((id, i) => {
		if (id === '')
			throw new InputError(
				`Row ${i + 1} has no id in column "${column}".`,
				'Fill the id of every row, or name another column with --id.',
				'ID_MISSING',
			);
		if (seen.has(id))
			throw new InputError(
				`The id "${id}" stands twice in column "${column}".`,
				'Name a column whose values are unique with --id.',
				'ID_DUPLICATE',
			);
		seen.add(id);
	});
}

/** Reads a .csv or .csv.gz file into columns, chunk by chunk. */
export async function readTable(file: string, options: TableOptions): Promise<IdentifiedTable> {
	const reader = new TableReader(file, options);
	const cells = new CsvCells((row, count) => reader.row(row, count));
	const bytes = createReadStream(file, { highWaterMark: CHUNK });
	const unpacked = file.endsWith('.gz') ? createGunzip({ chunkSize: CHUNK }) : undefined;
	if (unpacked) bytes.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
	try {
		for await (const chunk of unpacked ?? bytes) cells.write(chunk as Buffer);
	} catch (error) {
		if (error instanceof InputError) throw error;
		const reason = error instanceof Error ? error.message : String(error);
		throw new InputError(
			`${file} cannot be read: ${reason}.`,
			'Check the path and the rights of the file.',
			'FILE_READ',
		);
	}
	cells.end();
	return reader.finish();
}
