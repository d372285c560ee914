import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js';
import type { Row, SegmentCall, SourceField } from '../source';
import { isEmpty } from './columns';
import { readIdentifier } from './identifierText';
import { readCode } from './values';

/** The columns by which files name people and browsers. */
export const IDENTIFIER_FIELDS: readonly SourceField[] = [
	{
		key: 'user_id',
		description: 'Id of the account at site or app',
		synonyms: ['uid', 'account_id', 'account', 'login_id', 'external_user_id'],
	},
	{
		key: 'customer',
		description: 'Customer number',
		synonyms: [
			'customer_id',
			'customer_number',
			'customer_no',
			'customer_nr',
			'cust_id',
			'client_id',
			'client_number',
			'kundennummer',
			'kunden_nr',
			'id',
			'member_id',
		],
	},
	{
		key: 'email',
		description: 'E-mail address',
		synonyms: [
			'e-mail',
			'mail',
			'email_address',
			'e-mail_address',
			'e-mail-adresse',
			'contact_email',
			'customer_email',
		],
	},
	{
		key: 'phone',
		description: 'Phone number',
		synonyms: [
			'telephone',
			'tel',
			'mobile',
			'mobile_phone',
			'cell',
			'cell_phone',
			'phone_number',
			'telefon',
			'telefonnummer',
			'handy',
			'msisdn',
		],
	},
	{
		key: 'anonymous_id',
		description: 'Id of the browser as the site gives it',
		synonyms: ['anon_id', 'visitor_id', 'browser_id'],
	},
	{
		key: 'cookie',
		description: 'Cookie of a browser; a column `cookie:NAME` holds the cookie of partner NAME',
		synonyms: ['cookie_id', 'partner_cookie', 'dmp_id'],
	},
	{ key: 'identifier', description: 'Any identifier as TYPE:VALUE, e.g. `email:ann@example.com`' },
];

const COLUMNS = new Set(IDENTIFIER_FIELDS.map(({ key }) => key));
const PARTNER_COOKIE = /^cookie:[^\s:]+$/;

/** Who a row is about. E-mail and phone stand apart: they are traits in an identify call and context in any other. */
export interface Identity {
	userId?: string;
	anonymousId?: string;
	email?: string;
	phone?: string;
	externalIds: Array<{ type: string; id: string }>;
}

/** True for columns that `identityOf` reads. */
export function isIdentifierColumn(column: string): boolean {
	return COLUMNS.has(column) || PARTNER_COOKIE.test(column);
}

/** The identifiers of a row; undefined when it names nobody. */
export function identityOf(row: Row, region?: string): Identity | undefined {
	const identity: Identity = { externalIds: [] };
	for (const column of Object.keys(row)) {
		const value = isIdentifierColumn(column) ? readCode(row[column]) : '';
		if (value !== '') add(identity, column, value, region);
	}
	const { externalIds, ...own } = identity;
	return Object.keys(own).length + externalIds.length > 0 ? identity : undefined;
}

function add(identity: Identity, type: string, value: string, region: string | undefined): void {
	if (type === 'identifier') {
		const named = readIdentifier(value);
		if (named && named.type !== 'identifier') add(identity, named.type, named.value, region);
	} else if (type === 'user_id') identity.userId ??= value;
	else if (type === 'anonymous_id') identity.anonymousId ??= value;
	else if (type === 'email') identity.email ??= value;
	else if (type === 'phone') identity.phone ??= internationalPhone(value, region);
	else identity.externalIds.push({ type, id: value });
}

/** The number with its country code when the region is known, as it is otherwise. */
function internationalPhone(text: string, region: string | undefined): string {
	if (region === undefined) return text;
	const parsed = parsePhoneNumber(text, region as CountryCode);
	return parsed?.isPossible() ? parsed.number : text;
}

/** The fields of a call that name the person; e-mail and phone as `context.traits`, so that they are no traits of the call. */
export function namedCall(type: string, identity: Identity, context: Record<string, unknown> = {}): SegmentCall {
	const { userId, anonymousId, email, phone, externalIds } = identity;
	const traits = { ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) };
	const all = {
		...context,
		...(Object.keys(traits).length > 0 ? { traits } : {}),
		...(externalIds.length > 0 ? { externalIds } : {}),
	};
	return {
		type,
		...(userId === undefined ? {} : { userId }),
		...(anonymousId === undefined ? {} : { anonymousId }),
		...(Object.keys(all).length > 0 ? { context: all } : {}),
	};
}

/** `consent_advertising`, `Consent: e-mail`, `consent.analytics` -> the purpose; undefined for other columns. */
export function purposeOf(column: string): string | undefined {
	return /^consent[\s_.:-]+(\S.*)$/i.exec(column)?.[1]?.trim().toLowerCase();
}

/** The columns of a row that hold a value and are none of `not`. */
export function otherColumns(row: Row, not: (column: string) => boolean): Array<[string, unknown]> {
	return Object.entries(row).filter(([column, value]) => !not(column) && !isEmpty(value));
}
