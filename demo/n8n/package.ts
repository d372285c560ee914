import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment, runCommand } from './command';

const NAME = 'n8n-nodes-cdp';

/** `npm pack` of the built package; answers with the tarball. */
export async function packPackage(folder: string, log: string): Promise<string> {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await runCommand('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { log });
	const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
	return join(folder, tarball ?? `${NAME}.tgz`);
}

/**
 * Installs the tarball into n8n's user folder with exactly the steps of n8n's own installer
 * (community-packages.service.js), with no registry to fetch anything from: what is needed must be in the tarball.
 */
export async function installPackage(tarball: string, userFolder: string, log: string): Promise<string> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const target = join(nodes, 'node_modules', NAME);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'], { log });
	const manifest = stripManifest(join(target, 'package.json'));
	const cache = mkdtempSync(join(tmpdir(), 'cdp-npm-'));
	try {
		await runCommand('npm', INSTALL, { cwd: target, env: unreachableRegistry(cache), log, timeoutMs: 60_000 });
	} finally {
		rmSync(cache, { recursive: true, force: true });
	}
	const ledger = { name: 'installed-nodes', private: true, dependencies: { [NAME]: manifest.version } };
	writeFileSync(join(nodes, 'package.json'), JSON.stringify(ledger, null, 2));
	return target;
}

const INSTALL = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

/** n8n removes these before it installs, so that only `dependencies` count. */
function stripManifest(file: string): { version: string } {
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> & { version: string };
	const { devDependencies: _dev, peerDependencies: _peer, optionalDependencies: _optional, ...rest } = manifest;
	writeFileSync(file, JSON.stringify(rest, null, 2));
	return manifest;
}

/** A registry on a port where nothing listens, and an empty cache: any look-up fails at once. */
function unreachableRegistry(cache: string): Record<string, string | undefined> {
	return cleanEnvironment({
		npm_config_registry: 'http://127.0.0.1:9/',
		npm_config_cache: cache,
		npm_config_fetch_retries: '0',
		npm_config_fetch_timeout: '2000',
	});
}
