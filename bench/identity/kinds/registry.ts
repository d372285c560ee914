import { nicknames, linked } from './customers';
import { families, householdsByFullName, householdsWithoutBirth, householdsWithoutContact } from './families';
import { firms } from './firms';
import { german } from './german';
import { historical } from './historical';
import type { Kind } from './kind';
import { scripts } from './scripts';

/** Populations that the labelled sets do not hold. */
export const KINDS: readonly Kind[] = [
	families,
	householdsWithoutContact,
	householdsByFullName,
	householdsWithoutBirth,
	nicknames,
	linked,
	german,
	scripts,
	historical,
	firms,
];
