// Writes docs/destinations.md from the registry. Run after `npm run build`.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { manual } = require('../dist/core/delivery/manual.js');
const { destinations } = require('../dist/destinations/registry.js');
const { VERSIONS } = require('../dist/destinations/versions.js');

writeFileSync(fileURLToPath(new URL('../docs/destinations.md', import.meta.url)), manual(destinations, VERSIONS));
