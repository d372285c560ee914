import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Stamps, locks, logs and compiled tools; may be deleted at any time. */
export const CACHE = join(ROOT, '.cache');
/** Node 24 from npm: what everything but these scripts runs on, whatever the machine's own Node is. */
export const NODE = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
