import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const HOST = join(ROOT, 'demo', 'host', 'node_modules');
const isThere = existsSync(join(HOST, 'n8n-core')) && existsSync(join(ROOT, 'dist', 'nodes'));

interface Loaded {
	nodes: Array<{ name: string; icons: string[]; categories: string[]; properties: number }>;
	credentials: string[];
}

/** n8n-core brings decorators and its own module cache, so it loads the package in a process of its own. */
const PROGRAM = `
const { PackageDirectoryLoader } = require('n8n-core');
const loader = new PackageDirectoryLoader(process.argv[1]);
loader.loadAll().then(() => {
	const nodes = loader.types.nodes.map((one) => ({
		name: one.name,
		icons: [one.iconUrl.light, one.iconUrl.dark],
		categories: one.codex.categories,
		properties: one.properties.length,
	}));
	console.log('LOADED' + JSON.stringify({ nodes, credentials: loader.types.credentials.map((one) => one.name) }));
	process.exit(0);
});
`;

function load(): Loaded {
	const output = execFileSync(process.execPath, ['-e', PROGRAM, ROOT], {
		env: { ...process.env, NODE_PATH: HOST },
		encoding: 'utf8',
	});
	return JSON.parse(output.slice(output.indexOf('LOADED') + 6)) as Loaded;
}

if (!isThere) console.warn('Skipped: the n8n host (demo/host) is not installed or dist/ is not built.');

(isThere ? describe : describe.skip)("n8n's own loader", () => {
	it('takes every node and credential of the built package', () => {
		const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			n8n: Record<'nodes' | 'credentials', string[]>;
		};
		const { nodes, credentials } = load();
		expect(nodes).toHaveLength(n8n.nodes.length);
		expect(credentials).toHaveLength(n8n.credentials.length);
		for (const { icons, categories, properties } of nodes) {
			const files = icons.map((icon) => icon.replace(/^icons\/n8n-nodes-cdp\//, ''));
			expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
			expect(categories.length).toBeGreaterThan(0);
			expect(properties).toBeGreaterThan(0);
		}
	});
});
