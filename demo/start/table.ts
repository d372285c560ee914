/** Rows as aligned text; numbers to the right. */
export function table(rows: Array<Array<string | number>>): string[] {
	const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : cell)));
	const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => (row[column] ?? '').length)));
	const isNumber = (row: number, column: number) => typeof rows[row]?.[column] === 'number';
	const isNumeric = widths.map((_, column) => rows.some((__, row) => isNumber(row, column)));
	return texts.map((row) =>
		row
			.map((cell, column) =>
				isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
			)
			.join('  ')
			.trimEnd(),
	);
}
