import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..', '..');

describe('npm run new -- destination NAME', () => {
	const folder = mkdtempSync(join(tmpdir(), 'cdp-new-'));
	const run = (...args: string[]) =>
		execFileSync(process.execPath, [join(ROOT, 'scripts', 'new.mjs'), ...args], { encoding: 'utf8', stdio: 'pipe' });
	const read = (file: string) => readFileSync(join(folder, file), 'utf8');
	beforeAll(() => {
		for (const file of ['destinations/registry.ts', 'destinations/versions.ts', 'package.json'])
			cpSync(join(ROOT, file), join(folder, file));
		mkdirSync(join(folder, 'credentials'));
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('makes a folder, registers it, and says what comes next', () => {
		expect(run('destination', 'acme-audiences', folder)).toContain('the first example');
		expect(read('destinations/registry.ts')).toContain("import { acmeAudiences } from './acme-audiences';");
		expect(read('destinations/registry.ts')).toMatch(/\tacmeAudiences,\n/);
		expect(read('package.json')).toContain('dist/credentials/CdpAcmeAudiencesApi.credentials.js');
		expect(() => JSON.parse(read('package.json')) as unknown).not.toThrow();
		for (const file of ['index.ts', 'examples.ts', 'README.md'])
			expect(existsSync(join(folder, 'destinations/acme-audiences', file))).toBe(true);
	});

	it('what it writes compiles within the project', () => {
		const inside = (file: string) => file.replace(ROOT, folder);
		const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config as {
			compilerOptions: object;
		};
		const options = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT).options;
		const host = ts.createCompilerHost(options);
		const readFile = host.readFile.bind(host);
		const fileExists = host.fileExists.bind(host);
		host.readFile = (file) => (fileExists(inside(file)) ? readFile(inside(file)) : readFile(file));
		host.fileExists = (file) => fileExists(inside(file)) || fileExists(file);
		host.getSourceFile = (file, version) => {
			const text = host.readFile(file);
			return text === undefined ? undefined : ts.createSourceFile(file, text, version);
		};
		const file = join(ROOT, 'destinations/acme-audiences/index.ts');
		const program = ts.createProgram(
			[file],
			{ ...options, noEmit: true, incremental: false, tsBuildInfoFile: undefined },
			host,
		);
		const wrong = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
		expect(wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
	});

	it('refuses a name that is none, and what is there already', () => {
		expect(() => run('destination', 'Not A Slug', folder)).toThrow();
		expect(() => run('destination', 'webhook')).toThrow();
	});
});
