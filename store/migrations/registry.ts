import { first } from './001-first';
import type { Migration } from './migration';

/** In order; a test compares this list with the folder. */
export const migrations: readonly Migration[] = [first];

/** The schema this code writes. */
export const SCHEMA_VERSION = migrations.length;
