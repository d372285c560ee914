import type { Command } from './command';
import { backup } from './commands/backup';
import { collect } from './commands/collect';
import { computed } from './commands/computed';
import { consent } from './commands/consent';
import { dedupe } from './commands/dedupe';
import { doctor } from './commands/doctor';
import { duplicates } from './commands/duplicates';
import { erase } from './commands/erase';
import { forget } from './commands/forget';
import { exportCommand } from './commands/export';
import { identity } from './commands/identity';
import { importCommand } from './commands/import';
import { list } from './commands/list';
import { lookalike } from './commands/lookalike';
import { profile } from './commands/profile';
import { push } from './commands/push';
import { recommend } from './commands/recommend';
import { report } from './commands/report';
import { rules } from './commands/rules';
import { segment } from './commands/segment';
import { stats } from './commands/stats';
import { sync } from './commands/sync';

/** Every command, in the order of the help; a test compares this list with cli/commands. */
export const commands: readonly Command[] = [
	collect,
	importCommand,
	dedupe,
	profile,
	identity,
	duplicates,
	rules,
	segment,
	list,
	computed,
	recommend,
	report,
	lookalike,
	sync,
	push,
	consent,
	erase,
	forget,
	exportCommand,
	stats,
	doctor,
	backup,
];
