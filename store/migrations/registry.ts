import { first } from './001-first';
import type { Migration } from './migration';

/** In order; a test compares this list with the folder. */
export const migrations: readonly Migration[] = [first];

/** Schema 1 was never released: its stores lack the evidence that rules are replayed from. */
export const BEFORE_RELEASE = 1;

/** The schema this code writes. */
export const SCHEMA_VERSION = BEFORE_RELEASE + migrations.length;
