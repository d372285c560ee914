import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { ROOT, sourceFiles } from './sources';
import type { SourceFile } from './sources';

const files = sourceFiles();

/** `file:line` of every node of the syntax tree that the test finds. */
function places(isFound: (node: ts.Node) => boolean, among: SourceFile[] = files): string[] {
	return among.flatMap(({ path, text }) => {
		const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
		const found: string[] = [];
		const visit = (node: ts.Node): void => {
			if (isFound(node)) found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
			ts.forEachChild(node, visit);
		};
		visit(source);
		return found;
	});
}

describe('Style', () => {
	it('throws errors that say whose fault it is and what to do, never a bare Error', () => {
		const isBare = (node: ts.Node) =>
			ts.isNewExpression(node) && /^(Type|Range)?Error$/.test(node.expression.getText());
		expect(places(isBare)).toEqual([]);
	});

	it('has no `any`', () => {
		expect(places((node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([]);
	});

	it('names what it exports', () => {
		const isDefault = (node: ts.Node) => ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword;
		expect(places(isDefault)).toEqual([]);
	});

	it('has no junk drawers', () => {
		const drawers = files.filter(({ path }) => /^(utils?|helpers?|common|misc)\.ts$/i.test(basename(path)));
		expect(drawers.map(({ path }) => path)).toEqual([]);
	});

	it('stays within the budget: files of 300 lines, functions of 50', () => {
		const output = execFileSync(process.execPath, [join(ROOT, 'scripts', 'sizes.mjs'), '--json'], { encoding: 'utf8' });
		const sizes = JSON.parse(output) as Record<'files' | 'functions', { p90: number; over: unknown[] }>;
		expect(sizes.files.over).toEqual([]);
		expect(sizes.functions.over).toEqual([]);
		expect(sizes.files.p90).toBeLessThanOrEqual(200);
		expect(sizes.functions.p90).toBeLessThanOrEqual(25);
	});

	it('documents every error code in docs/errors.md', () => {
		const manual = join(ROOT, 'docs', 'errors.md');
		const documented = existsSync(manual) ? readFileSync(manual, 'utf8') : '';
		const codes = new Set(
			files.flatMap(({ text }) => [...text.matchAll(/\bcode: '([A-Z][A-Z0-9_]+)'/g)].map((match) => match[1])),
		);
		expect([...codes].filter((code) => code && !documented.includes(`\`${code}\``))).toEqual([]);
	});
});
