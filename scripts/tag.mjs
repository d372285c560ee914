import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from './paths.mjs';

/** The browser tag as one small script: every browser of the last years, no dependency. */
export function buildTag() {
	const { outputFiles } = buildSync({
		entryPoints: [join(ROOT, 'collector/tag/tag.ts')],
		bundle: true,
		minify: true,
		write: false,
		format: 'iife',
		target: ['es2020'],
		legalComments: 'none',
		charset: 'utf8',
		tsconfig: join(ROOT, 'collector/tag/tsconfig.json'),
	});
	return outputFiles[0].contents;
}

/** Puts it where the collector looks for it. */
export function writeTag(file = join(ROOT, 'dist/collector/tag.min.js')) {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, buildTag());
	return file;
}

if (process.argv[1]?.endsWith('tag.mjs')) console.log(writeTag());
