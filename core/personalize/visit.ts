import type { GateAnswer } from '../model/consent';
import type { Identifier } from '../model/identifier';
import type { DecideRequest, PageContext } from '../model/personalize';
import { gate } from '../consent/gate';
import { readSettings } from '../consent/settings';
import { standingOf } from '../consent/standing';
import { normalise } from '../identity/normalise';
import { BROWSER_TYPES } from '../identity/rules/defaults';
import type { IdentifierRow, Tables } from '../ports';
import type { Visitor } from './conditions';

/** Who asks, and what may be done with what is known of them. */
export interface Visit {
	visitor: Visitor;
	/** Draws the lots: the oldest identifier of the profile, or the one given when the store does not know it. */
	who: Identifier | undefined;
	/** The identifier that was found. */
	row: IdentifierRow | undefined;
	mayUse: Pick<GateAnswer, 'allowed' | 'reasons'>;
	mayLog: Pick<GateAnswer, 'allowed' | 'reasons'>;
}

const NOBODY = { allowed: false, reasons: ['nobody is known by the identifiers that were given'] };

/** Looks the visitor up: a few reads by key. Without consent the profile is as good as unknown. */
export async function readVisit(tables: Tables, request: DecideRequest, now: number): Promise<Visit> {
	const page = pageOf(request.context ?? {});
	const given = namesOf(request);
	const row = await find(tables, given);
	const stranger: Visitor = { known: false, found: false, segments: new Set(), interests: [], page, now };
	if (!row) return { visitor: stranger, who: given[0], row, mayUse: NOBODY, mayLog: NOBODY };
	const { mayUse, mayLog } = await consentOf(tables, row.profile);
	const [oldest = row] = await tables.identifiers.byId([row.profile]);
	const found = { who: { type: oldest.type, value: oldest.value }, row, mayUse, mayLog };
	if (!mayUse.allowed) return { ...found, visitor: stranger };
	const [profile] = await tables.profiles.byId([row.profile]);
	const segments = new Set(await tables.personalize.memberships(row.profile, now));
	const interests = await tables.recommend.interests([row.profile]);
	return { ...found, visitor: { known: profile?.known === 1, found: true, segments, interests, page, now } };
}

/** Names a question gives that count: from the public only browsers, since anybody can type somebody's e-mail address. */
function namesOf({ identifiers = [], public: isPublic }: DecideRequest): Identifier[] {
	return identifiers.flatMap(({ type, value }) => {
		const normal = normalise(type, value);
		if (!('identifier' in normal)) return [];
		return isPublic && !isBrowser(normal.identifier.type) ? [] : [normal.identifier];
	});
}

const isBrowser = (type: string): boolean => BROWSER_TYPES.has(type);

async function find(tables: Tables, given: Identifier[]): Promise<IdentifierRow | undefined> {
	if (given.length === 0) return undefined;
	const rows = (await tables.identifiers.find(given)).filter((row) => row.standing !== 1);
	for (const { type, value } of given) {
		const row = rows.find((one) => one.type === type && one.value === value);
		if (row) return row;
	}
	return undefined;
}

/** One's own site shown to somebody needs consent to a profile (TCF 1 and 3) or to personal content (1, 5 and 6); a log to measure by (7). */
async function consentOf(tables: Tables, profile: number): Promise<Pick<Visit, 'mayUse' | 'mayLog'>> {
	const settings = await readSettings(tables.meta);
	const standing = standingOf(await tables.consents.byProfile([profile]));
	const content = gate(standing, 'content', { settings });
	return {
		mayUse: content.allowed ? content : gate(standing, 'profile', { settings }),
		mayLog: gate(standing, 'measure', { settings }),
	};
}

/** What the URL says besides. */
function pageOf(context: PageContext): PageContext {
	const url = context.url !== undefined && URL.canParse(context.url) ? new URL(context.url) : undefined;
	const path = context.path ?? url?.pathname;
	const campaign = context.campaign ?? url?.searchParams.get('utm_campaign') ?? undefined;
	return { ...context, ...(path === undefined ? {} : { path }), ...(campaign === undefined ? {} : { campaign }) };
}
