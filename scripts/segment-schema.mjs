// Writes docs/segment.schema.json from the schema that definitions are checked against. Run after `npm run build`.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { definitionSchema } = require('../dist/core/segments/definition.js');
const schema = definitionSchema();
writeFileSync(new URL('../docs/segment.schema.json', import.meta.url), `${JSON.stringify(schema, null, '\t')}\n`);
