/**
 * Brings the checkout to a state in which everything else runs: dependencies as the lock says, `dist/` as the
 * sources say. Runs on Node 20 with built-in modules only, does nothing when nothing changed, and prints to
 * stderr only.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { CACHE, NODE, ROOT } from './paths.mjs';
import { mustRun } from './run.mjs';
import { filesBelow, fingerprint, readStamp, writeStamp } from './stamp.mjs';

const SOURCES = [
	'index.ts',
	'core',
	'store',
	'engine',
	'collector',
	'cli',
	'sources',
	'destinations',
	'nodes',
	'credentials',
];
const RECIPE = ['workflows', 'package.json', 'tsconfig.json', 'gulpfile.js', 'scripts/tag.mjs'];

/** Dependencies and build. `say` gets one line for each thing that takes time. */
export async function prepare(say = (line) => console.error(line)) {
	if (isInstalled() && isBuilt()) return;
	await withLock('prepare', async () => {
		if (!isInstalled()) await install(say);
		if (!isBuilt()) await build(say);
	});
}

/** Compiles a folder of tools (`demo`, `bench`) to `.cache/<name>`; answers with that folder. */
export async function prepareTool(name) {
	await prepare();
	const stampFile = join(CACHE, name, '.stamp');
	const hash = fingerprint(filesBelow([name, ...SOURCES, 'tsconfig.json']));
	if (readStamp(stampFile)?.hash !== hash) {
		await withLock(name, async () => {
			rmSync(stampFile, { force: true });
			await mustRun(`Compiling ${name}`, NODE, [bin('typescript/bin/tsc'), '-p', `${name}/tsconfig.json`], {
				output: 'stderr',
			});
			writeStamp(stampFile, { hash });
		});
	}
	return join(CACHE, name);
}

function isInstalled() {
	const stamp = readStamp(join(ROOT, 'node_modules', '.stamp'));
	if (stamp?.lock === fingerprint(['package-lock.json']) && existsSync(NODE)) return true;
	if (!hasLockedVersions() || !existsSync(NODE)) return false;
	writeStamp(join(ROOT, 'node_modules', '.stamp'), { lock: fingerprint(['package-lock.json']) });
	return true;
}

/** True when npm itself (`npm install` by hand) has put there exactly what the lock asks for. */
function hasLockedVersions() {
	const there = readStamp(join(ROOT, 'node_modules', '.package-lock.json'))?.packages;
	if (!there) return false;
	const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).every(
		([path, entry]) => path === '' || (there[path] ? there[path].version === entry.version : entry.optional),
	);
}

async function install(say) {
	say('Installing dependencies (npm ci; once, about a minute) …');
	const log = join(CACHE, 'npm-ci.log');
	rmSync(log, { force: true });
	await mustRun('npm ci', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], { env: process.env, log });
	writeStamp(join(ROOT, 'node_modules', '.stamp'), { lock: fingerprint(['package-lock.json']) });
}

function buildInputs() {
	return filesBelow([...SOURCES, ...RECIPE]);
}

function isBuilt() {
	const stamp = readStamp(join(ROOT, 'dist', '.stamp'));
	return stamp !== undefined && stamp.hash === fingerprint(buildInputs());
}

async function build(say) {
	say('Building dist/ …');
	const files = buildInputs();
	const hash = fingerprint(files);
	const before = readStamp(join(ROOT, 'dist', '.stamp'));
	// What was compiled from a file that is gone must not stay in the package.
	if (!before || before.files.some((file) => !files.includes(file)))
		rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
	rmSync(join(ROOT, 'dist', '.stamp'), { force: true });
	await mustRun('The TypeScript compiler', NODE, [bin('typescript/bin/tsc'), '-p', 'tsconfig.json'], {
		output: 'stderr',
	});
	if (existsSync(join(ROOT, 'gulpfile.js')))
		await mustRun('gulp', NODE, [bin('gulp/bin/gulp.js'), '--silent'], { output: 'stderr' });
	await mustRun('The browser tag', NODE, [join(ROOT, 'scripts', 'tag.mjs')], { output: 'stderr' });
	writeStamp(join(ROOT, 'dist', '.stamp'), { hash, files });
}

function bin(path) {
	return join(ROOT, 'node_modules', path);
}

if (process.argv[1] && import.meta.url.endsWith('/prepare.mjs') && process.argv[1].endsWith('prepare.mjs')) {
	try {
		await prepare();
	} catch (error) {
		console.error(error.message);
		process.exit(1);
	}
}
