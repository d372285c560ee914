import type { Comparison, Condition } from '../../core/model/segment';
import { onEveryEngine, TRUSTED } from './engines';

/** Values that databases, patterns and foldings of case stumble over. */
const VALUES = [
	'plain',
	'50%_off',
	'50 off',
	"O'Brien",
	'say "hi"; DROP TABLE profile; --',
	'back\\slash\\',
	'straße',
	'STRASSE',
	'İstanbul',
	'istanbul',
	'Σίσυφος',
	'σίσυφοσ',
	'e\u0301',
	'é',
	'👩‍👩‍👧 family',
	'שלום עולם',
	'مرحبا',
	'\u202eevil\u202c',
	' padded ',
	'a\tb\nc',
	'null',
	'$.x[0]',
	'x'.repeat(9_000),
];
const NEEDLES = [
	...VALUES,
	'%',
	'_',
	"'",
	'"',
	'\\',
	'ß',
	'S',
	'σ',
	'i',
	'\u0301',
	'👩',
	'\u200d',
	'ע',
	'\u202e',
	' ',
	'\n',
	'.',
];
const HOW: Array<[Comparison, (value: string, needle: string) => boolean]> = [
	['is', (value, needle) => value === needle],
	['contains', (value, needle) => value.includes(needle)],
	['startsWith', (value, needle) => value.startsWith(needle)],
	['endsWith', (value, needle) => value.endsWith(needle)],
	['isNot', (value, needle) => value !== needle],
];

onEveryEngine((setUp) => {
	it('text is compared to the letter, whatever is in it: traits, properties and what lies inside them', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls(
			VALUES.flatMap((value, i) => [
				{ type: 'identify', userId: `u${i}`, traits: { note: value } },
				{ type: 'track', event: "Se'en%", userId: `u${i}`, properties: { '$.n"o[te]': value, list: [{ '%': value }] } },
			]),
			TRUSTED,
		);
		const names = new Map<string, string>();
		for (const { id, identifiers } of (await cdp.profiles.list({ limit: 100 })).items)
			names.set(id, identifiers[0]?.value ?? '');
		const wrong: string[] = [];
		const ask = async (comparison: Comparison, condition: Condition, expected: string[]) => {
			await cdp.segments.save({ version: 1, key: 'ask', name: 'Ask', of: 'people', condition });
			await cdp.segments.evaluate('ask');
			const found = (await cdp.segments.members('ask', { limit: 100 })).items.map((one) => names.get(one.profileId));
			if (JSON.stringify(found.sort()) !== JSON.stringify([...expected].sort()))
				wrong.push(
					`${condition.kind} ${comparison} ${JSON.stringify(condition).slice(0, 200)}: ${String(found)} not ${String(expected)}`,
				);
		};
		for (const value of NEEDLES)
			for (const [comparison, holds] of HOW) {
				const expected = VALUES.flatMap((one, i) => (holds(one, value) ? [`u${i}`] : []));
				const event = { kind: 'event', name: "Se'en%", count: { comparison: 'atLeast', value: 1 } } as const;
				await ask(comparison, { kind: 'trait', trait: 'note', comparison, value }, expected);
				const plain = { property: '$.n"o[te]', comparison } as const;
				const inner = { property: 'list', path: ['%'], comparison } as const;
				await ask(comparison, { ...event, where: [{ ...plain, value } as never] }, expected);
				await ask(comparison, { ...event, where: [{ ...inner, value } as never] }, expected);
			}
		expect(wrong).toEqual([]);
		// Memory says the same as SQL of the last question of each kind.
		for (const [i] of VALUES.entries()) {
			const { member, explanation } = await cdp.segments.explain('ask', { type: 'user_id', value: `u${i}` });
			expect(explanation.holds).toBe(member);
		}
	}, 240_000);
});
