import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { InputError, type Cdp, type Identifier } from '../index';
import { readIdentifiers, type IdentifierFileOptions, type IdentifierRow } from '../sources/identifierFile';
import { rejectedFile } from './rejectedFile';

const BATCH = 1_000;

/** What became of the rows of a file. */
export interface ListFileReport {
	rows: number;
	added: number;
	already: number;
	rejected: number;
}

/** Puts all identifiers of a file on a list; rejected rows go to FILE.rejected.ndjson. Putting it in again changes nothing. */
export async function addFile(
	cdp: Cdp,
	list: string,
	file: string,
	options: Omit<IdentifierFileOptions, 'fileName'>,
	note: (line: string) => void,
): Promise<ListFileReport> {
	await requireFile(file);
	const report: ListFileReport = { rows: 0, added: 0, already: 0, rejected: 0 };
	const rejected = rejectedFile(file, note);
	const reject = async ({ row, record }: IdentifierRow, field: string, reason: string) => {
		report.rejected += 1;
		await rejected.add({ row, field, reason, record });
	};
	try {
		for await (const rows of batches(createReadStream(file), { ...options, fileName: file })) {
			report.rows += rows.length;
			for (const row of rows) {
				if (row.problem) await reject(row, row.problem.field, row.problem.reason);
				else if (row.identifiers.length === 0) await reject(row, 'identifier', 'is missing: no column names anybody');
			}
			const given = rows.flatMap((row) => row.identifiers.map((identifier) => ({ row, identifier })));
			const done = await cdp.lists.add(
				list,
				given.map(({ identifier }) => identifier),
			);
			report.added += done.added;
			report.already += done.already;
			for (const { index, field, reason } of done.rejected)
				await reject(given[index]?.row as IdentifierRow, field, reason);
		}
	} finally {
		const path = await rejected.close();
		if (path !== undefined) note(`rejected rows: ${path}`);
	}
	return report;
}

/** All identifiers of a file, a batch at a time; rows that name nobody are passed over. */
export async function* identifiersOf(
	file: string,
	options: Omit<IdentifierFileOptions, 'fileName'>,
): AsyncGenerator<Identifier[]> {
	await requireFile(file);
	for await (const rows of batches(createReadStream(file), { ...options, fileName: file }))
		yield rows.flatMap((row) => row.identifiers);
}

async function* batches(...of: Parameters<typeof readIdentifiers>): AsyncGenerator<IdentifierRow[]> {
	let waiting: IdentifierRow[] = [];
	for await (const rows of readIdentifiers(...of)) {
		waiting.push(...rows);
		if (waiting.length < BATCH) continue;
		yield waiting;
		waiting = [];
	}
	if (waiting.length > 0) yield waiting;
}

async function requireFile(file: string): Promise<void> {
	const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
		throw new InputError(`${file} cannot be read (${error.code ?? error.message})`, 'Check the path.', 'FILE_READ');
	});
	if (found.isDirectory()) throw new InputError(`${file} is a folder`, 'Name a file.', 'FILE_READ');
}
