import { counted, listSearch } from './search';

/** The saved segments of people. */
export const searchSegments = segmentsOf('people');

/** The saved cookie audiences. */
export const searchAudiences = segmentsOf('browsers');

/** Segments and audiences together. */
export const searchMemberships = segmentsOf(undefined);

/** The saved computed traits. */
export const searchComputed = listSearch(async (cdp, filter) => {
	const wanted = filter?.toLowerCase() ?? '';
	return (await cdp.computed.list())
		.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted))
		.map(({ key, name, values, sentence }) => ({ ...counted(name, values, key), description: sentence }));
});

/** The saved experiences. */
export const searchExperiences = listSearch(async (cdp, filter) => {
	const wanted = filter?.toLowerCase() ?? '';
	return (await cdp.personalize.list())
		.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted))
		.map(({ key, name, variants, active }) => ({
			name: active ? name : `${name} (switched off)`,
			value: key,
			description: `${variants} variants`,
		}));
});

/** The static lists of identifiers. */
export const searchStaticLists = listSearch(async (cdp, filter) => {
	const wanted = filter?.toLowerCase() ?? '';
	const lists = await cdp.lists.list();
	return lists
		.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted))
		.map(({ key, name, identifiers }) => counted(name, identifiers, key));
});

/** Identifier types: what the store has seen first, then what the rules know, then the profile id. */
export const searchIdentifierTypes = listSearch(async (cdp, filter) => {
	const seen = await cdp.catalog.identifierTypes();
	const known = new Set(seen.map(({ name }) => name));
	const others = [...(await cdp.identity.rules()).types.map(({ type }) => type), 'profile'].filter(
		(type) => !known.has(type),
	);
	const all = [
		...seen.map(({ name, count }) => counted(name, count)),
		...others.map((type) => ({ name: type, value: type })),
	];
	return all.filter(({ name }) => filter === undefined || name.includes(filter));
});

function segmentsOf(of: 'people' | 'browsers' | undefined) {
	return listSearch(async (cdp, filter) => {
		const wanted = filter?.toLowerCase() ?? '';
		const segments = await cdp.segments.list(of);
		return segments
			.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted))
			.map(({ key, name, members, sentence }) => ({ ...counted(name, members, key), description: sentence }));
	});
}
