import { open, rename } from 'node:fs/promises';
import type { Cdp } from '../index';
import type { Identifier } from '../index';

const PAGE = 1_000;

/** Writes the members of a segment as CSV `profile_id,type,value`: one line a member, with the identifier of highest priority. */
export async function writeMembers(cdp: Cdp, segment: string, file: string): Promise<void> {
	const { types } = await cdp.identity.rules();
	const priority = new Map(types.map((rule) => [rule.type, rule.priority]));
	const best = (identifiers: Identifier[]): Identifier | undefined =>
		identifiers.reduce<Identifier | undefined>(
			(a, b) => (a && rank(a, priority) <= rank(b, priority) ? a : b),
			undefined,
		);
	// The file appears under its name only when it is complete.
	const partial = `${file}.part`;
	const handle = await open(partial, 'w', 0o600);
	try {
		await handle.write('profile_id,type,value\n');
		let after: string | undefined;
		do {
			const page = await cdp.segments.members(segment, { limit: PAGE, ...(after === undefined ? {} : { after }) });
			const lines = page.items.map(({ profileId, identifiers }) => {
				const identifier = best(identifiers);
				return `${[profileId, identifier?.type ?? '', identifier?.value ?? ''].map(cell).join(',')}\n`;
			});
			await handle.write(lines.join(''));
			after = page.next;
		} while (after !== undefined);
	} finally {
		await handle.close();
	}
	await rename(partial, file);
}

/** Types without a rule of their own come after the known ones and before browsers. */
const OTHER = 50;

const rank = ({ type }: Identifier, priority: Map<string, number>): number =>
	priority.get(type) ?? priority.get(type.split(':')[0] ?? type) ?? OTHER;

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
