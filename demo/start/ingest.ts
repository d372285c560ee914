import type { Execution } from '../n8n/client';
import { count } from './progress';
import type { Progress } from './progress';

/** What CDP Ingest puts out for a file. */
export interface FileReport {
	file: string;
	as: string;
	rows: number;
	accepted: number;
	duplicates: number;
	rejected: number;
	counts: Record<string, number>;
	ms: number;
}

interface RejectedRow {
	row: number;
	field: string;
	reason: string;
}

/** The report of each file that a run of the ingest workflow read, by what the file holds. */
export function fileReports(execution: Execution): Map<string, FileReport> {
	const items = execution.nodes().flatMap((node) => execution.items(node) as unknown as FileReport[]);
	return new Map(
		items.filter((item) => typeof item.as === 'string' && typeof item.rows === 'number').map((item) => [item.as, item]),
	);
}

/** What was read from each file, in words; rejected rows with their reasons. */
export function tellReports(progress: Progress, execution: Execution): void {
	for (const [as, report] of fileReports(execution)) {
		const counts = Object.entries(report.counts ?? {}).map(([name, number]) => `${count(number)} ${words(name)}`);
		const stored = `${count(report.accepted)} stored, ${count(report.duplicates)} known before, ${count(report.rejected)} rejected`;
		progress.note(`${as}: ${[`${count(report.rows)} rows read`, ...counts, stored].join('; ')}`);
		if (report.rejected > 0) tellRejected(progress, execution);
	}
}

/** Rejected rows grouped by their reason; the node puts out the first of them, the count is complete. */
function tellRejected(progress: Progress, execution: Execution): void {
	const groups = new Map<string, number[]>();
	for (const node of execution.nodes()) {
		for (const { row, field, reason } of execution.items(node, 1) as unknown as RejectedRow[]) {
			if (typeof row !== 'number') continue;
			const key = `${field} ${reason}`;
			groups.set(key, [...(groups.get(key) ?? []), row]);
		}
	}
	for (const [reason, rows] of groups)
		progress.note(`  rejected: ${reason} (row ${rows.slice(0, 5).join(', ')}${rows.length > 5 ? ' …' : ''})`);
}

const WORDS: Record<string, string> = {
	rowsWithoutCustomer: 'rows without a customer (kept as anonymous orders)',
	cancellationRows: 'cancellation rows (counted against revenue)',
};

/** `rowsRead` -> `rows read`; some deserve more. */
export function words(name: string): string {
	return WORDS[name] ?? name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** All numbers of a file once more, as they are, for programs that read along. */
export function plainCounts({ as, rows, accepted, duplicates, rejected, counts }: FileReport): string {
	const numbers = Object.entries({ rows, ...counts, accepted, duplicates, rejected });
	return `${as}: ${numbers.map(([name, number]) => `${name}=${number}`).join(' ')}`;
}
