import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, foldersIn, importsOf, sourceFiles } from './sources';

const files = sourceFiles();

/** What the registry of a folder imports from it, e.g. `webhook` from `./webhook`. */
function registered(registry: string): string[] {
	const folder = registry.slice(0, registry.lastIndexOf('/'));
	const source = files.find(({ path }) => path === registry);
	if (!source) return [];
	const own = importsOf(source).filter(
		({ target, isOurs, typeOnly }) => isOurs && !typeOnly && target.startsWith(`${folder}/`),
	);
	return [...new Set(own.map(({ target }) => target.slice(folder.length + 1).split('/')[0] ?? ''))].sort();
}

/** A newcomer adds one folder or file and one line: nothing lies there unused, nothing is named that is not there. */
describe('Registries name exactly what their folders hold', () => {
	it('operators of segments', () => {
		const there = readdirSync(join(ROOT, 'core', 'segments', 'operators')).map((name) => name.replace(/\.ts$/, ''));
		expect(registered('core/segments/operators/registry.ts')).toEqual(
			there.filter((name) => name !== 'registry').sort(),
		);
	});

	it.each(['destinations', 'sources'])('%s', (layer) => {
		const there = foldersIn(layer).filter((name) => name !== 'shared');
		const inRegistry = registered(`${layer}/registry.ts`).filter((name) => there.includes(name));
		expect(there.length).toBeGreaterThan(0);
		expect(inRegistry).toEqual(there);
	});

	it.each(['destinations', 'sources'])('%s: each has its definition, examples and a page', (layer) => {
		const wanted = ['index.ts', 'examples.ts', 'README.md'];
		const missing = foldersIn(layer)
			.filter((name) => name !== 'shared')
			.flatMap((name) => wanted.map((file) => `${layer}/${name}/${file}`))
			.filter((file) => !existsSync(join(ROOT, file)));
		expect(missing).toEqual([]);
	});

	it('nodes and credentials in package.json', () => {
		const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
			'n8n',
			Record<'nodes' | 'credentials', string[]>
		>;
		const built = (pattern: RegExp) =>
			files.filter(({ path }) => pattern.test(path)).map(({ path }) => `dist/${path.replace(/\.ts$/, '.js')}`);
		expect([...manifest.n8n.nodes].sort()).toEqual(built(/\.node\.ts$/).sort());
		expect([...manifest.n8n.credentials].sort()).toEqual(built(/\.credentials\.ts$/).sort());
	});
});
