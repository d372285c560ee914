import type { Condition } from '../../../index';
import { consentRow } from './consentRow';
import { contentRow } from './contentRow';
import { dwellRow } from './dwellRow';
import { eventRow } from './eventRow';
import { frequencyRow } from './frequencyRow';
import { identifierRow } from './identifierRow';
import { listRow } from './listRow';
import { pageRow } from './pageRow';
import { randomRow } from './randomRow';
import { regularRow } from './regularRow';
import { restartedRow } from './restartedRow';
import type { ConditionRow } from './row';
import { segmentRow } from './segmentRow';
import { sequenceRow } from './sequenceRow';
import { stoppedRow } from './stoppedRow';
import { timeOfDayRow } from './timeOfDayRow';
import { traitRow } from './traitRow';
import { visitorRow } from './visitorRow';
import { visitsRow } from './visitsRow';

/** The rows for people, one line a kind of condition, in the order of the menu. */
export const PEOPLE_ROWS: ConditionRow[] = [
	traitRow('people'),
	eventRow('people'),
	sequenceRow,
	regularRow('people'),
	stoppedRow,
	restartedRow,
	frequencyRow,
	visitsRow('people'),
	segmentRow,
	listRow,
	consentRow,
	identifierRow,
	randomRow,
];

/** The rows for browsers: page views besides, and nothing that the engine asks of people only. */
export const BROWSER_ROWS: ConditionRow[] = [
	pageRow,
	contentRow,
	dwellRow,
	visitsRow('browsers'),
	visitorRow,
	timeOfDayRow,
	eventRow('browsers'),
	traitRow('browsers'),
	sequenceRow,
	regularRow('browsers'),
	stoppedRow,
	restartedRow,
	segmentRow,
	listRow,
	consentRow,
	identifierRow,
	randomRow,
];

/** Groups: the outermost one is "Must Match", those within it are for JSON. */
export const JSON_ONLY: Array<Condition['kind']> = ['all', 'any', 'not'];
