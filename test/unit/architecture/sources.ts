import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

export const ROOT = join(__dirname, '..', '..', '..');
/** The folders that make the package; index.ts joins them. */
export const LAYERS = [
	'core',
	'store',
	'engine',
	'collector',
	'sources',
	'destinations',
	'cli',
	'nodes',
	'credentials',
];

export interface SourceFile {
	/** Relative to the repository, with `/`. */
	path: string;
	text: string;
}

/** Every TypeScript file of the package itself. */
export function sourceFiles(): SourceFile[] {
	const files = [join(ROOT, 'index.ts'), ...LAYERS.flatMap((layer) => walk(join(ROOT, layer)))];
	return files
		.filter((file) => file.endsWith('.ts'))
		.map((file) => ({ path: relative(ROOT, file).split('\\').join('/'), text: readFileSync(file, 'utf8') }));
}

function walk(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const full = join(folder, name);
		return statSync(full).isDirectory() ? walk(full) : [full];
	});
}

/** Folders (one deep) below a path of the repository. */
export function foldersIn(path: string): string[] {
	return readdirSync(join(ROOT, path), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name)
		.sort();
}

export interface Import {
	from: string;
	line: number;
	/** `core/model/json` for a file of ours, the bare name for a package. */
	target: string;
	isOurs: boolean;
	/** `import type` leaves no trace at run time, yet couples all the same. */
	typeOnly: boolean;
}

/** All imports, exports-from and requires of a file. */
export function importsOf({ path, text }: SourceFile): Import[] {
	const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
	const found: Import[] = [];
	const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean) => {
		if (!specifier || !ts.isStringLiteral(specifier)) return;
		const isOurs = specifier.text.startsWith('.');
		const target = isOurs ? join(path, '..', specifier.text).split('\\').join('/') : specifier.text;
		found.push({
			from: path,
			line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
			target,
			isOurs,
			typeOnly,
		});
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
		else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
		else if (ts.isCallExpression(node) && isLoad(node)) add(node, node.arguments[0], false);
		else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function isLoad(call: ts.CallExpression): boolean {
	return call.expression.kind === ts.SyntaxKind.ImportKeyword || call.expression.getText() === 'require';
}
