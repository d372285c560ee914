// Writes docs/segment.schema.json and docs/computed.schema.json from the schemas that definitions are checked against. Run after `npm run build`.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { definitionSchema } = require('../dist/core/segments/definition.js');
const { computedSchema } = require('../dist/core/computed/definition.js');
const schemas = { segment: definitionSchema(), computed: computedSchema() };
for (const [name, schema] of Object.entries(schemas))
	writeFileSync(new URL(`../docs/${name}.schema.json`, import.meta.url), `${JSON.stringify(schema, null, '\t')}\n`);
