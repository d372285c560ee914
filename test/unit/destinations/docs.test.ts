import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manual } from '../../../core/delivery/manual';
import { destinations } from '../../../destinations/registry';
import { VERSIONS } from '../../../destinations/versions';

describe('docs/destinations.md', () => {
	it('is as the registry says (npm run build && node scripts/destination-docs.mjs)', () => {
		const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'destinations.md'), 'utf8');
		expect(page).toBe(manual(destinations, VERSIONS));
	});
});
