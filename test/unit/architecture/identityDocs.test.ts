import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_RULES } from '../../../core/identity/rules/defaults';
import type { IdentifierRule } from '../../../core/model/identityRules';
import { RULE_FIELDS } from '../../../nodes/CdpIdentity/rules/ruleFields';
import { ROOT } from './sources';

const manual = readFileSync(join(ROOT, 'docs', 'identity.md'), 'utf8');

/** The rows of the table whose header begins with `first`, as cells. */
function table(first: string): string[][] {
	const lines = manual.split('\n');
	const at = lines.findIndex((line) => line.startsWith(`| ${first} |`));
	const rows = lines.slice(at + 2);
	const cells = (line: string) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim());
	return rows.slice(0, rows.indexOf('')).map(cells);
}

function said(rule: Omit<IdentifierRule, 'type'>): string[] {
	const never = (value: number | null, unit = '') => (value === null ? 'never' : `${value}${unit}`);
	return [
		String(rule.priority),
		`${rule.limit} ${rule.window}`,
		rule.unique ? 'yes' : 'no',
		rule.known ? 'yes' : 'no',
		never(rule.quarantineAbove),
		never(rule.lifetimeDays, ' days'),
		rule.spelling,
	];
}

describe('docs/identity.md', () => {
	it('shows the built-in rules of every type as they are', () => {
		const { types, others } = DEFAULT_RULES;
		expect(table('type')).toEqual([
			...types.map((rule) => [`\`${rule.type}\``, ...said(rule)]),
			['others', ...said(others)],
		]);
		const unusual = [...types, others].filter(
			(rule) => rule.lookUpOnly || rule.verifiedOnly || rule.blockedValues.length + rule.blockedPatterns.length > 0,
		);
		expect(unusual).toEqual([]);
	});

	it('shows the settings for all types as they are', () => {
		const { blockedValues, blockedPatterns, roleMailboxes, caps, traits, phoneRegion } = DEFAULT_RULES;
		const settings = new Map(table('setting').map(([name = '', value = '']) => [name.replaceAll('`', ''), value]));
		const listed = (name: string) => [...(settings.get(name) ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]);
		expect(listed('blockedValues')).toEqual(blockedValues);
		expect(listed('blockedPatterns')).toEqual(blockedPatterns);
		expect(listed('roleMailboxes')).toEqual(roleMailboxes);
		expect(Object.entries(caps).map(([cap, most]) => settings.get(`caps.${cap}`)?.startsWith(`${most} `))).toEqual([
			true,
			true,
			true,
		]);
		expect([phoneRegion, settings.get('phoneRegion')]).toEqual([null, expect.stringMatching(/^none/)]);
		expect([traits, settings.get('traits.*')]).toEqual([
			{ '*': { keep: 'latest', verifiedFirst: true } },
			'`latest`, verified first',
		]);
	});

	it('explains every field of a rule by its name in the editor and in JSON', () => {
		const missing = RULE_FIELDS.filter(({ displayName, name }) => {
			const isExplained = manual.includes(`${displayName} (\`${name}\`)`);
			return !isExplained && !(name.startsWith('blocked') && manual.includes(displayName));
		});
		expect(missing.map(({ name }) => name)).toEqual([]);
		const fields = Object.keys(DEFAULT_RULES.others).sort();
		expect(RULE_FIELDS.map(({ name }) => name).sort()).toEqual(fields);
	});
});
