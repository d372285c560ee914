import { readFileSync } from 'node:fs';
import path from 'node:path';
import { definitionSchema } from '../../../core/segments/definition';
import { operators } from '../../../core/segments/operators/registry';

const FILE = path.join(__dirname, '../../../docs/segment.schema.json');

describe('The published schema of segments', () => {
	it('is the one that definitions are checked against (made by scripts/segment-schema.mjs)', () => {
		expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(definitionSchema())));
	});

	it('knows every kind of condition', () => {
		const text = readFileSync(FILE, 'utf8');
		for (const kind of Object.keys(operators)) expect(text).toContain(`"const": "${kind}"`);
	});
});
