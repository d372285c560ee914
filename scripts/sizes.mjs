/**
 * `node scripts/sizes.mjs [--json] [FOLDER …]`: lines of files and of functions (code lines; comments and blank lines
 * are not counted in functions), and what breaks the budget of the architecture test.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './paths.mjs';
import { filesBelow } from './stamp.mjs';

const PRODUCT = [
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
const ALL = [...PRODUCT, 'demo', 'bench'];
const BUDGET = { file: 300, function: 50 };

const args = process.argv.slice(2);
const folders = args.filter((arg) => !arg.startsWith('--'));
const report = measure(folders.length > 0 ? folders : ALL);
if (args.includes('--json')) console.log(JSON.stringify(report));
else print(report);

function measure(paths) {
	const files = filesBelow(paths).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
	const sources = files.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
	const lines = sources.map(({ file, text }) => ({ name: file, lines: text.trimEnd().split('\n').length }));
	const functions = sources.flatMap(({ file, text }) => functionsOf(file, text));
	return {
		files: { ...spread(lines), over: lines.filter((entry) => entry.lines > BUDGET.file) },
		functions: { ...spread(functions), over: functions.filter((entry) => entry.lines > BUDGET.function) },
	};
}

function functionsOf(file, text) {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const found = [];
	const visit = (node) => {
		if (ts.isFunctionLike(node) && node.body) {
			const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
			found.push({ name: `${file}:${line} ${nameOf(node)}`, lines: codeLines(node.getText()) });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function nameOf(node) {
	if (node.name) return node.name.getText();
	return ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent)
		? node.parent.name.getText()
		: '(anonymous)';
}

function codeLines(text) {
	const bare = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''));
	return bare.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
}

function spread(entries) {
	const sorted = entries.map((entry) => entry.lines).sort((a, b) => a - b);
	const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
	return { count: sorted.length, median: at(0.5), p90: at(0.9), max: sorted.at(-1) ?? 0 };
}

function print(report) {
	for (const [what, { count, median, p90, max, over }] of Object.entries(report)) {
		console.log(`${what}: ${count}, median ${median} lines, p90 ${p90}, longest ${max}`);
		for (const { name, lines } of over) console.log(`  over the budget: ${name} (${lines} lines)`);
	}
}
