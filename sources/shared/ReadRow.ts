/** One record as read: its number in the file from 1, and what was wrong with it if it could not be read. */
export interface ReadRow {
	number: number;
	record: Record<string, unknown> | string | null;
	problem?: { field: string; reason: string };
}
