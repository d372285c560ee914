import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, foldersIn } from './sources';

const plugIns = ['destinations', 'sources'].flatMap((layer) =>
	foldersIn(layer)
		.filter((name) => name !== 'shared')
		.map((name) => `${layer}/${name}/README.md`),
);
const manuals = readdirSync(join(ROOT, 'docs'))
	.filter((name) => name.endsWith('.md'))
	.map((name) => `docs/${name}`);
const pages = ['README.md', 'CHANGELOG.md', 'demo/shop/README.md', ...manuals, ...plugIns];
const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');

describe('The manual', () => {
	it.each(pages)('%s points to files that exist', (page) => {
		const links = [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map((match) => match[1] ?? '');
		expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
	});

	it('begins with a page that is read in five minutes', () => {
		expect(read('README.md').split('\n').length).toBeLessThanOrEqual(120);
	});

	it.each(pages)('%s names no place of the machine it was written on', (page) => {
		expect(read(page)).not.toMatch(/\/(root|work|tmp)\//);
	});
});
