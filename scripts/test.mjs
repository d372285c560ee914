/**
 * `npm test`: types and lint, then every suite below test/, the sum of their results as the last lines.
 * `npm run test:unit` (argument `unit`) is the fast inner loop; `node scripts/test.mjs contract` runs that one.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, NODE, ROOT } from './paths.mjs';
import { prepare, prepareTool } from './prepare.mjs';
import { run, toolEnv } from './run.mjs';

/** Cheapest first, so that a mistake shows early. */
const ORDER = ['unit', 'contract', 'e2e'];
const totals = { passed: 0, failed: 0, skipped: 0 };
const broken = [];

try {
	await main(process.argv.slice(2));
} catch (error) {
	console.error(error.message);
	process.exit(1);
}

async function main(wanted) {
	const began = Date.now();
	await prepare();
	const suites = wanted.length > 0 ? wanted : allSuites();
	if (wanted.length === 0) await checks();
	for (const suite of suites) await runSuite(suite);
	report(began);
	process.exit(broken.length === 0 && totals.failed === 0 && totals.passed > 0 ? 0 : 1);
}

function allSuites() {
	const folders = readdirSync(join(ROOT, 'test'), { withFileTypes: true }).filter(
		(entry) => entry.isDirectory() && hasTests(entry.name),
	);
	const names = folders.map((entry) => entry.name);
	return names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

function hasTests(folder) {
	return readdirSync(join(ROOT, 'test', folder), { recursive: true }).some((name) => String(name).endsWith('.test.ts'));
}

function rank(suite) {
	const place = ORDER.indexOf(suite);
	return place === -1 ? ORDER.length - 1.5 : place;
}

async function checks() {
	const tool = (path) => join(ROOT, 'node_modules', path);
	await step('types', [tool('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit', '--incremental', 'false']);
	await step('types of the browser tag', [tool('typescript/bin/tsc'), '-p', 'collector/tag']);
	await step('types of tests and tools', [tool('typescript/bin/tsc'), '-p', 'test/tsconfig.json']);
	await step('lint', [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0']);
	await step('format', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']);
}

async function step(name, args, env) {
	console.log(`\n== ${name}`);
	const code = await run(NODE, args, { env: toolEnv(env) });
	if (code !== 0) broken.push(name);
	return code;
}

async function runSuite(suite) {
	if (suite === 'e2e') await hostReady();
	if (suite === 'unit' || suite === 'e2e') return jest(suite, {});
	const { startPostgres } = await import('./postgres.mjs');
	const postgres = await startPostgres();
	try {
		await jest(suite, { CDP_TEST_POSTGRES_URL: postgres.url });
	} finally {
		await postgres.stop();
	}
}

/** The pinned n8n, installed once; see demo/host. */
async function hostReady() {
	const folder = await prepareTool('demo');
	const code = await run(NODE, [join(folder, 'demo', 'n8n', 'main.js')]);
	if (code !== 0) throw new Error('n8n could not be installed; the end-to-end tests need it.');
}

async function jest(suite, env) {
	const file = join(CACHE, 'results', `${suite}.json`);
	mkdirSync(join(CACHE, 'results'), { recursive: true });
	rmSync(file, { force: true });
	const args = [
		join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
		`--testPathPatterns=/test/${suite}/`,
		'--json',
		`--outputFile=${file}`,
	];
	// One n8n, one browser, two cores: the end-to-end files take turns.
	if (suite === 'e2e')
		args.push(
			'--runInBand',
			...['globalSetup=setup.ts', 'globalTeardown=teardown.ts', 'testSequencer=alphabetical.cjs'].map(inE2e),
		);
	await step(`${suite} tests`, ['--disable-warning=ExperimentalWarning', ...args], env);
	if (!existsSync(file)) return void broken.push(`${suite} (no result)`);
	count(JSON.parse(readFileSync(file, 'utf8')));
}

/** `globalSetup=setup.ts` -> the option with the file's full path. */
function inE2e(option) {
	const [name, file] = option.split('=');
	return `--${name}=${join(ROOT, 'test', 'e2e', file)}`;
}

function count(result) {
	totals.passed += result.numPassedTests;
	totals.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
	totals.skipped += result.numPendingTests + result.numTodoTests;
}

function report(began) {
	const line = `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`;
	console.log(
		`\n${broken.length > 0 ? `failed: ${broken.join(', ')}\n` : ''}took ${Math.round((Date.now() - began) / 1000)} s`,
	);
	console.log(`tests: ${line}`);
	console.log(line);
}
