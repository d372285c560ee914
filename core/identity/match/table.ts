/** A column as read: each distinct cell once, and for each row the number of its cell, -1 for an empty one. */
export interface RawColumn {
	name: string;
	values: string[];
	codes: Int32Array;
}

/** A table held by columns. */
export interface Table {
	rows: number;
	columns: RawColumn[];
}

const FIRST_CAPACITY = 1024;
/** What stands further back in a cell does not tell who somebody is: memory stays bounded whatever is in a file. */
const LONGEST_CELL = 1000;

/** A copy, because a part of a string keeps the whole of it in memory. */
function beginningOf(cell: string): string {
	return Buffer.from(cell.slice(0, LONGEST_CELL)).toString();
}

/** Collects the cells of one column while a file is read. */
export class ColumnBuilder {
	private readonly ids = new Map<string, number>();
	private codes = new Int32Array(FIRST_CAPACITY);
	private rows = 0;

	constructor(readonly name: string) {}

	add(cell: string): void {
		if (this.rows === this.codes.length) {
			const wider = new Int32Array(this.rows * 2);
			wider.set(this.codes);
			this.codes = wider;
		}
		this.codes[this.rows++] = cell === '' ? -1 : this.idOf(cell.length > LONGEST_CELL ? beginningOf(cell) : cell);
	}

	finish(): RawColumn {
		return { name: this.name, values: [...this.ids.keys()], codes: this.codes.slice(0, this.rows) };
	}

	private idOf(cell: string): number {
		const known = this.ids.get(cell);
		if (known !== undefined) return known;
		const id = this.ids.size;
		this.ids.set(cell, id);
		return id;
	}
}

/** Builds a table from records held as objects; a missing key is an empty cell. */
export function tableOf(records: ReadonlyArray<Readonly<Record<string, unknown>>>, names?: readonly string[]): Table {
	const columns = names ?? [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
	const builders = columns.map((name) => new ColumnBuilder(name));
	for (const record of records) {
		for (const builder of builders) {
			const cell = record[builder.name];
			builder.add(cell === undefined || cell === null ? '' : String(cell).trim());
		}
	}
	return { rows: records.length, columns: builders.map((builder) => builder.finish()) };
}
