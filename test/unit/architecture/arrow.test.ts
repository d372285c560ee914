import { importsOf, sourceFiles } from './sources';
import type { Import } from './sources';

/** nodes | cli -> collector | sources | destinations -> core <- store; engine/ joins them, index.ts is its door. */
const MAY_IMPORT: Record<string, string[]> = {
	core: ['core'],
	store: ['store', 'core'],
	destinations: ['destinations', 'core'],
	sources: ['sources', 'core'],
	collector: ['collector', 'core'],
	engine: ['engine', 'core', 'store', 'destinations'],
	index: ['engine', 'core'],
	cli: ['cli', 'index', 'collector', 'sources', 'destinations', 'core'],
	nodes: ['nodes', 'index', 'collector', 'sources', 'destinations', 'core', 'credentials'],
	credentials: ['credentials', 'nodes', 'core', 'destinations'],
};
/** What the core may use of npm and Node: pure functions only; no driver, no network, no files, no process. */
const CORE_PACKAGES =
	/^(zod(\/v4)?|luxon|lodash(\/.*)?|libphonenumber-js(\/.*)?|isbot|bowser|cockatiel|@iabtechlabtcf\/core|@iabgpp\/cmpapi|node:crypto|node:util|node:perf_hooks|node:timers\/promises)$/;
/** Of n8n only this, and only here: the rest of the package runs without n8n. */
const N8N = /^n8n-/;

const imports = sourceFiles().flatMap(importsOf);

function violations(isBroken: (found: Import) => string | undefined): string[] {
	return imports.flatMap((found) => {
		const rule = isBroken(found);
		return rule ? [`${found.from}:${found.line} imports ${found.target}: ${rule}`] : [];
	});
}

const layerOf = (path: string) => path.split('/')[0]?.replace(/\.ts$/, '') ?? path;
const inFolder = (path: string, folder: string) => path.startsWith(`${folder}/`);

describe('The one import arrow: nodes | cli -> collector | sources | destinations -> core <- store', () => {
	it('finds the imports of every layer', () => {
		expect(imports.length).toBeGreaterThan(100);
	});

	it('goes one way only', () => {
		const broken = violations(({ from, target, isOurs }) => {
			const allowed = MAY_IMPORT[layerOf(from)];
			if (!isOurs || !allowed || allowed.includes(layerOf(target))) return undefined;
			return `${layerOf(from)} may import ${allowed.join(', ')} only; pass what it needs as an argument`;
		});
		expect(broken).toEqual([]);
	});

	it('leaves the model free of everything else', () => {
		const broken = violations(({ from, target, isOurs }) => {
			if (!inFolder(from, 'core/model') || (isOurs && inFolder(target, 'core/model'))) return undefined;
			return 'core/model holds words and imports nothing';
		});
		expect(broken).toEqual([]);
	});

	it('keeps drivers, network and files out of the core', () => {
		const broken = violations(({ from, target, isOurs }) => {
			if (!inFolder(from, 'core') || isOurs || CORE_PACKAGES.test(target)) return undefined;
			// The SQL of a segment is built with Kysely's expression builder; it is passed in, and only its types are named.
			return target === 'kysely' ? undefined : 'the core is pure; ask for it in core/ports.ts instead';
		});
		expect(broken).toEqual([]);
	});

	it('keeps n8n in nodes/ and credentials/', () => {
		const broken = violations(({ from, target }) => {
			if (!N8N.test(target) || inFolder(from, 'nodes') || inFolder(from, 'credentials')) return undefined;
			return 'only nodes/ and credentials/ know n8n';
		});
		expect(broken).toEqual([]);
	});

	it('reaches the engine through index.ts only', () => {
		const broken = violations(({ from, target, isOurs }) => {
			if (!isOurs || !inFolder(target, 'engine') || layerOf(from) === 'engine' || layerOf(from) === 'index')
				return undefined;
			return 'import openCdp from ../index';
		});
		expect(broken).toEqual([]);
	});

	it.each(['destinations', 'sources'])('keeps each of the %s to itself', (layer) => {
		const plugIn = (path: string) => new RegExp(`^${layer}/([^/]+)/`).exec(path)?.[1];
		const broken = violations(({ from, target }) => {
			const [own, other] = [plugIn(from), plugIn(target)];
			if (!own || !other || own === other || other === 'shared') return undefined;
			return `a folder of ${layer} never imports another one`;
		});
		expect(broken).toEqual([]);
	});
});
