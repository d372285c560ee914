import { readFileSync } from 'node:fs';
import path from 'node:path';
import { experienceSchema } from '../../../core/personalize/definition';

const FILE = path.join(__dirname, '../../../docs/experience.schema.json');

describe('The published schema of experiences', () => {
	it('is the one that definitions are checked against (made by scripts/segment-schema.mjs)', () => {
		expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(experienceSchema())));
	});
});
