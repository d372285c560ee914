import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackage } from '../../demo/n8n/package';
import { logFile, runN8n } from '../../demo/n8n/server';
import { ROOT } from '../../demo/root';
import { freePorts } from './ports';
import { sharedHost } from './host';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
	dependencies: Record<string, string>;
};
let folder: string;
let installed: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'cdp-install-'));
	installed = await installPackage(sharedHost().tarball, folder, logFile(folder, 'install'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("Installing the package with n8n's own steps and no registry", () => {
	it('brings everything that is needed at run time', () => {
		const missing = Object.keys(manifest.dependencies).filter(
			(name) => !existsSync(join(installed, 'node_modules', name)),
		);
		expect(missing).toEqual([]);
	});

	it('leaves sources, tests and the sample out of the package', () => {
		const there = readdirSync(installed);
		for (const name of ['test', 'demo', 'scripts', 'bench', 'core', 'nodes', '.cache'])
			expect(there).not.toContain(name);
	});

	it('has no native module, so it runs on every n8n image', () => {
		const names = readdirSync(join(installed, 'node_modules'), { recursive: true }).map(String);
		expect(names.filter((name) => name.endsWith('.node'))).toEqual([]);
	});

	it('gives n8n all its nodes', async () => {
		const [port] = await freePorts();
		const output = join(folder, 'nodes.json');
		await runN8n(['export:nodes', `--output=${output}`], { userFolder: folder, port, log: logFile(folder, 'export') });
		const types = JSON.parse(readFileSync(output, 'utf8')) as Array<{ name: string }>;
		const ours = types.map(({ name }) => name).filter((name) => name.startsWith('n8n-nodes-cdp.'));
		const wanted = manifest.n8n.nodes.map(
			(file) => `n8n-nodes-cdp.${lowerFirst(file.split('/').at(-1)?.replace('.node.js', '') ?? '')}`,
		);
		// Nodes that may be tools of an agent appear a second time, as `…Tool`.
		expect(ours.filter((name) => !name.endsWith('Tool')).sort()).toEqual(wanted.sort());
	}, 240_000);
});

function lowerFirst(name: string): string {
	return name.charAt(0).toLowerCase() + name.slice(1);
}
