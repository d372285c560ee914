import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../../../cli/run';

const folder = mkdtempSync(path.join(tmpdir(), 'cdp-match-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
	code: number;
	clusters: Map<string, string>;
	bytes: string;
	errors: string;
}

async function dedupe(file: string, args: string[]): Promise<Run> {
	const out = path.join(folder, 'out.csv');
	rmSync(out, { force: true });
	let errors = '';
	const code = await runCli(['dedupe', file, ...args, '--out', out], {
		stdout: () => undefined,
		stderr: (text) => (errors += text),
		isTerminal: false,
		signals: process,
	});
	const bytes = existsSync(out) ? readFileSync(out, 'utf8') : '';
	const rows = bytes.trim().split('\n').slice(1);
	return { code, bytes, errors, clusters: new Map(rows.map((row) => row.split(',') as [string, string])) };
}

describe('files that cannot be matched', () => {
	const write = (name: string, text: string) => {
		const file = path.join(folder, name);
		writeFileSync(file, text);
		return file;
	};

	it.each([
		['empty.csv', ''],
		['header.csv', 'id,name\n'],
		['twice.csv', 'id,name\n1,Ann\n1,Bob\n'],
		['noid.csv', 'key,name\n1,Ann\n2,Bob\n'],
		['same.csv', `id,name\n${Array.from({ length: 2_000 }, (_, i) => `${i},Ann`).join('\n')}`],
	])('%s: a clear message or a plain result, never a hang', async (name, text) => {
		const { code, errors, clusters } = await dedupe(write(name, text), ['--id', 'id']);
		if (code === 0) expect(clusters.size).toBe(text.trim().split('\n').length - 1);
		else expect(errors.length).toBeGreaterThan(20);
	});
});
