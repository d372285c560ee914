import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDefinition } from '../../../core/segments/definition';
import { operators } from '../../../core/segments/operators/registry';
import { say } from '../../../core/segments/sentence';
import { PEOPLE_ROWS } from '../../../nodes/shared/conditions/registry';

const manual = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'segments.md'), 'utf8');

/** The rows of the table of conditions, as cells. */
function table(): string[][] {
	const lines = manual.split('\n');
	const rows = lines.slice(lines.findIndex((line) => line.startsWith('| row |')) + 2);
	return rows.slice(0, rows.indexOf('')).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

const conditionOf = (json = '') =>
	parseDefinition({
		version: 1,
		key: 'k',
		name: 'K',
		of: 'people',
		condition: JSON.parse(json.slice(1, -1)) as unknown,
	}).condition;

describe('docs/segments.md', () => {
	it.each(table())('%s: %s is JSON that the engine takes, and reads as it stands there', (_row, _asks, json, reads) => {
		expect(say(conditionOf(json))).toBe(reads);
	});

	it('shows every kind of condition and every row', () => {
		const kinds = table().map(([, , json]) => conditionOf(json).kind as string);
		expect(Object.keys(operators).filter((kind) => !kinds.includes(kind))).toEqual([]);
		const rows = table().map(([row]) => row);
		expect(PEOPLE_ROWS.map(({ displayName }) => displayName).filter((name) => !rows.includes(name))).toEqual([]);
	});

	it('shows a whole definition that can be saved', () => {
		const [, text = ''] = /```json\n(\{ "version"[\s\S]*?)```/.exec(manual) ?? [];
		expect(parseDefinition(JSON.parse(text))).toMatchObject({ key: 'win-back', timeZone: 'Europe/Zurich' });
	});
});
