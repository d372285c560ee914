import { readFileSync } from 'node:fs';
import path from 'node:path';
import { computedSchema } from '../../../core/computed/definition';
import { KINDS } from '../../../nodes/CdpSegment/computed/kinds';

const FILE = path.join(__dirname, '../../../docs/computed.schema.json');

describe('The published schema of computed traits', () => {
	it('is the one that definitions are checked against (made by scripts/segment-schema.mjs)', () => {
		expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(computedSchema())));
	});

	it('knows every kind', () => {
		const text = readFileSync(FILE, 'utf8');
		expect(Object.keys(KINDS).filter((kind) => !text.includes(`"const": "${kind}"`))).toEqual([]);
	});
});
