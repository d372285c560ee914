// Writes the JSON schemas of docs/ from the schemas that definitions are checked against. Run after `npm run build`.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const require = createRequire(import.meta.url);
const { definitionSchema } = require('../dist/core/segments/definition.js');
const { computedSchema } = require('../dist/core/computed/definition.js');
const { experienceSchema } = require('../dist/core/personalize/definition.js');

for (const [name, schema] of [
	['segment', definitionSchema()],
	['computed', computedSchema()],
	['experience', experienceSchema()],
]) {
	const file = fileURLToPath(new URL(`../docs/${name}.schema.json`, import.meta.url));
	const options = { ...(await resolveConfig(file)), filepath: file };
	writeFileSync(file, await format(JSON.stringify(schema), options));
}
