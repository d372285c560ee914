import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ICredentialType, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

const ROOT = join(__dirname, '..', '..', '..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	name: string;
	n8n: Record<'nodes' | 'credentials', string[]>;
};

interface Loaded<T> {
	file: string;
	type: T;
}

/** The sources of what package.json names, each made the way n8n makes it: by the class with the name of the file. */
function load<T>(paths: string[]): Array<Loaded<T>> {
	return paths.map((path) => {
		const file = path.replace(/^dist\//, '').replace(/\.js$/, '.ts');
		const className = /([^/]+)\.(node|credentials)\.ts$/.exec(file)?.[1] ?? '';
		const module = jest.requireActual<Record<string, new () => T>>(join(ROOT, file));
		const Type = module[className];
		if (Type === undefined) throw new Error(`${file} does not export ${className}`);
		return { file, type: new Type() };
	});
}

const nodes = load<INodeType>(manifest.n8n.nodes);
const credentials = load<ICredentialType>(manifest.n8n.credentials);
const named = nodes.map(({ file, type }) => [type.description.name, file, type] as const);

/** Every field of a form, also those within collections. */
function fields(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option] : [];
		});
		return [property, ...fields(inner)];
	});
}

function exists(file: string, icon: unknown): boolean {
	return existsSync(join(ROOT, dirname(file), String(icon).replace(/^file:/, '')));
}

describe.each(named)('%s', (_name, file, type) => {
	const { description } = type;
	const all = fields(description.properties);

	it('has the name of its file, an icon for light and dark, and a codex', () => {
		const icon = description.icon as { light: string; dark: string };
		expect(file).toContain(`/${description.name.charAt(0).toUpperCase()}${description.name.slice(1)}.node.ts`);
		expect([exists(file, icon.light), exists(file, icon.dark), icon.light !== icon.dark]).toEqual([true, true, true]);
		const codex = JSON.parse(readFileSync(join(ROOT, file.replace(/\.ts$/, '.json')), 'utf8')) as {
			node: string;
			categories: string[];
		};
		expect(codex.node).toBe(`${manifest.name}.${description.name}`);
		expect(codex.categories.length).toBeGreaterThan(0);
	});

	it('speaks as n8n does', () => {
		const booleans = all.filter(({ type: kind }) => kind === 'boolean');
		const wordless = booleans.filter(
			({ description: text, displayName }) =>
				text !== undefined && !text.startsWith('Whether') && displayName !== 'Granted',
		);
		expect(wordless.map(({ name }) => name)).toEqual([]);
		const placeholders = all.flatMap(({ placeholder, name }) =>
			placeholder === undefined ? [] : [[name, placeholder]],
		);
		expect(placeholders.filter(([, text]) => !/^(e\.g\. |Add )/.test(text ?? ''))).toEqual([]);
		const small = all.filter(({ displayName }) => /^[a-z]/.test(displayName));
		expect(small.map(({ displayName }) => displayName)).toEqual([]);
	});

	it('sorts its options and gives every operation an action', () => {
		// One list for each resource where there are several.
		for (const menu of description.properties.filter(({ name }) => name === 'operation')) {
			const operations = menu.options as INodePropertyOptions[];
			expect(operations.map(({ name }) => name)).toEqual(
				operations.map(({ name }) => name).sort((a, b) => a.localeCompare(b)),
			);
			expect(operations.filter(({ action }) => action === undefined)).toEqual([]);
			expect(operations.map(({ value }) => value)).toContain(menu.default);
		}
	});

	it('offers only lists that it can search', () => {
		const wanted = all.flatMap(({ modes = [] }) =>
			modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);
		expect([...new Set(wanted)].filter((method) => type.methods?.listSearch?.[method] === undefined)).toEqual([]);
		const loaded = all.flatMap(({ typeOptions }) => typeOptions?.loadOptionsMethod ?? []);
		expect(loaded.filter((method) => type.methods?.loadOptions?.[method] === undefined)).toEqual([]);
	});

	it('names credentials that exist and can test them', () => {
		const known = credentials.map(({ type: credential }) => credential.name);
		for (const { name, testedBy } of description.credentials ?? []) {
			expect(known).toContain(name);
			expect(type.methods?.credentialTest?.[testedBy as string]).toBeDefined();
		}
	});

	it('is a tool for agents unless it is a trigger', () => {
		expect(description.usableAsTool ?? false).toBe(!description.group.includes('trigger'));
	});
});

describe.each(credentials.map(({ file, type }) => [type.displayName, file, type] as const))(
	'%s',
	(_name, file, type) => {
		it('hides what is secret and has its icons', () => {
			const icon = type.icon as { light: string; dark: string };
			expect([exists(file, icon.light), exists(file, icon.dark)]).toEqual([true, true]);
			const open = type.properties.filter(
				({ name, typeOptions }) =>
					/password|secret|token|writeKey|(?<!base|operator|instance)url/i.test(name) && typeOptions?.password !== true,
			);
			expect(open.map(({ name }) => name)).toEqual([]);
		});
	},
);
