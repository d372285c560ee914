import type { Destination } from './destination';

/** Facts about one version of a platform's API. */
interface Version {
	version: string;
	checked: string;
	page: string;
}

const KINDS = { audience: 'audience', profiles: 'profiles', events: 'events' } as const;

/** docs/destinations.md, made from the registry. */
export function manual(destinations: readonly Destination[], versions: Readonly<Record<string, Version>>): string {
	const sorted = [...destinations].sort((a, b) => a.name.localeCompare(b.name));
	return [
		'# Destinations',
		'',
		'Made from the registry by `node scripts/destination-docs.mjs`; a test holds it fresh. How to write one: [destinations-authoring.md](destinations-authoring.md).',
		'',
		'| destination | takes | identifiers | at most | consent |',
		'| --- | --- | --- | --- | --- |',
		...sorted.map(line),
		'',
		'## Fields',
		'',
		'Config of `cdp push DESTINATION --config FILE` and form of the node; **bold** ones are needed, *italic* ones stand in the credential.',
		'',
		...sorted.flatMap(fields),
		'## Versions of the APIs',
		'',
		'| API | version | checked | page |',
		'| --- | --- | --- | --- |',
		...Object.entries(versions).map(
			([name, { version, checked, page }]) => `| ${name} | ${version} | ${checked} | ${page} |`,
		),
		'',
	].join('\n');
}

function line(destination: Destination): string {
	const { slug, name, kinds, identifiers, limits, consent } = destination;
	const link = `[${name}](../destinations/${slug}/README.md)<br>\`${slug}\``;
	const types = Object.entries(identifiers).map(([type, { hash }]) => (hash ? `${type} (hashed)` : type));
	const most = [
		`${limits.maxBatch.toLocaleString('en')} a batch`,
		...(limits.maxEvents ? [`${limits.maxEvents.toLocaleString('en')} events`] : []),
		...(limits.perMinute ? [`${limits.perMinute} requests/min`] : []),
		...(limits.perDay ? [`${limits.perDay.toLocaleString('en')}/day`] : []),
	];
	const asked = [
		...consent.purposes,
		...(consent.tcf.length > 0 ? [`TCF ${consent.tcf.join(', ')}`] : []),
		...(consent.adUserData ? ['ad_user_data'] : []),
		...(consent.adPersonalization ? ['ad_personalization'] : []),
	];
	return `| ${link} | ${kinds.map((kind) => KINDS[kind]).join(', ')} | ${types.join(', ') || 'all'} | ${most.join('; ')} | ${asked.join(', ')} |`;
}

function fields({ name, fields: all }: Destination): string[] {
	const shown = all.map(({ key, label, type, required, in: place, description }) => {
		const isSecret = type === 'secret' || place === 'credential';
		const title = required ? `**${label}**` : isSecret ? `*${label}*` : label;
		return `- \`${key}\` ${title}: ${description}`;
	});
	return [`### ${name}`, '', ...shown, ''];
}
