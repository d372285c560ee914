import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Cdp } from '../../../core/cdp';
import { openLocal } from '../../../engine/local';
import { importStream } from '../../../sources/import';
import { sources } from '../../../sources/registry';
import { columnMapper } from '../../../sources/shared/columns';
import type { Source, SourceExample } from '../../../sources/source';

const examplesOf = (source: Source): SourceExample[] =>
	jest.requireActual<{ examples: SourceExample[] }>(`../../../sources/${source.slug}/examples`).examples;

function convert(source: Source, { rows, settings }: SourceExample) {
	const conversion = source.start({ timezone: 'UTC', source: source.slug, ...settings });
	const mapped = columnMapper(source.fields);
	const outputs = rows.map((row, i) => conversion.take(mapped(row), i + 1, row));
	outputs.push(conversion.end());
	return {
		items: outputs.flatMap((output) => output.items.map(({ item }) => item)),
		rejected: outputs.flatMap((output) => output.rejected.map(({ row, field, reason }) => ({ row, field, reason }))),
		counts: conversion.counts(),
	};
}

/** Ids made from content are left out of examples. */
const withoutMadeIds = (items: Array<Record<string, unknown>>) =>
	items.map(({ messageId, ...item }) =>
		/^\w+:[0-9a-f]{32}$/.test(String(messageId)) || messageId === undefined ? item : { messageId, ...item },
	);

describe.each(sources.map((source) => [source.slug, source] as const))('The source %s', (slug, source) => {
	const examples = examplesOf(source);

	it.each(examples.map((example) => [example.title, example] as const))('%s', (_title, example) => {
		const { items, rejected, counts } = convert(source, example);
		expect(withoutMadeIds(items)).toEqual(example.calls);
		expect(rejected).toEqual(example.rejected ?? []);
		if (example.counts) expect(counts).toEqual(example.counts);
	});

	it('gives the same ids every time, and whatever the order of the columns', () => {
		for (const example of examples.filter((e) => !e.rows.some((row) => 'batch' in row))) {
			const turned = { ...example, rows: example.rows.map((row) => Object.fromEntries(Object.entries(row).reverse())) };
			const ids = (of: SourceExample) => convert(source, of).items.map((item) => item['messageId']);
			expect(ids(turned)).toEqual(ids(example));
		}
	});

	it('is stored once, however often it is sent', async () => {
		const folder = mkdtempSync(join(tmpdir(), `cdp-source-${slug}-`));
		const cdp: Cdp = await openLocal(`sqlite:${join(folder, 'store.db')}`);
		try {
			for (const example of examples) {
				const lines = example.rows
					.map((row) => (source.reads === 'lines' ? String(row['line']) : JSON.stringify(row)))
					.join('\n');
				const send = () =>
					importStream(cdp, Readable.from([lines]), { as: slug, fileName: 'rows.ndjson', ...example.settings });
				const first = await send();
				const before = await cdp.stats();
				expect(first).toMatchObject({
					rows: example.rows.length,
					accepted: example.calls.length,
					duplicates: 0,
					rejected: example.rejected?.length ?? 0,
				});
				const second = await send();
				expect(second.rejected).toBe(first.rejected);
				// Costs are facts about a day, not events: the same ones replace themselves.
				if (source.gives === 'calls') expect([second.accepted, second.duplicates]).toEqual([0, first.accepted]);
				expect(await cdp.stats()).toEqual(before);
			}
		} finally {
			await cdp.close();
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
