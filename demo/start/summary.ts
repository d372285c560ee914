import type { StartOptions } from './options';
import { LOGIN } from '../n8n/client';
import { plainCounts, words } from './ingest';
import { total } from './run';
import type { Outcome } from './run';
import { table } from './table';

/** The end of a run: what is in the store, what each segment holds, and what the platform got. */
export function summary({ stats, files, pushes }: Outcome): string[] {
	const store: Array<Array<string | number>> = [
		['events', stats.events],
		['profiles', stats.profiles],
		['  known by name', stats.known],
		['  anonymous', stats.anonymous],
		['identifiers', stats.identifiers],
		['merges', stats.merges],
		...files.flatMap((file) =>
			Object.entries(file.counts ?? {}).map(([name, number]) => [
				`${file.as}: ${words(name).replace(/ \(.*/, '')}`,
				number,
			]),
		),
	];
	const header = ['segment', 'members', 'pushed', 'removed', 'held back', 'refused', 'requests'];
	const rows = pushes.map((push) => {
		const key = push.sync.slice(push.sync.indexOf(':') + 1);
		return [
			key,
			stats.segments[key] ?? 0,
			push.added + push.updated,
			push.removed,
			total(push.withheld),
			total(push.refused),
			push.requests,
		];
	});
	return [...table(store), '', ...table([header, ...rows]), '', ...files.map(plainCounts)];
}

export function whereToLook(url: string, options: StartOptions): string[] {
	const login = `${url}  (e-mail ${LOGIN.email}, password ${LOGIN.password})`;
	if (options.once) return ['Run `npm start` to look at it in the editor.'];
	return [`n8n's editor: ${login}`, 'Ctrl-C ends it; `npm start -- --fresh` begins anew.'];
}
