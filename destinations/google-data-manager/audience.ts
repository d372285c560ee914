import type { Batch, Exchange, Person } from '../../core/delivery/destination';
import { refusing } from '../../core/delivery/exchange';
import type { JsonObject } from '../../core/model/json';
import { consentOf, post, read, userIdentifiers } from './request';

/** Customer Match: `audienceMembers:ingest` and `audienceMembers:remove`. */
export function audience(batch: Batch): Exchange {
	const isRemoval = batch.action === 'remove';
	const members = batch.people.map((person) => member(person, batch));
	const reason =
		batch.config['upload'] === 'mobile'
			? 'the list holds mobile device ids and the person has none'
			: 'no e-mail address, no phone number, and no complete address (first and last name, country, postal code)';
	return refusing(
		batch,
		(_, at) => (members[at] ? undefined : reason),
		function* (part, places) {
			const body: JsonObject = {
				audienceMembers: places.map((at) => members[at] as JsonObject),
				...(isRemoval ? {} : { termsOfService: { customerMatchTermsOfServiceStatus: 'ACCEPTED' } }),
				encoding: 'HEX',
			};
			return read(yield { request: post(`audienceMembers:${isRemoval ? 'remove' : 'ingest'}`, part, body) }, part);
		},
	);
}

function member(person: Person, { action, config }: Batch): JsonObject | undefined {
	const consent = action === 'remove' ? {} : consentOf(person.change.consent);
	if (config['upload'] === 'mobile') {
		const mobileIds = [...(person.ids['idfa'] ?? []), ...(person.ids['gaid'] ?? [])];
		return mobileIds.length === 0 ? undefined : { ...consent, mobileData: { mobileIds } };
	}
	const identifiers = userIdentifiers(person, config);
	return identifiers.length === 0 ? undefined : { ...consent, userData: { userIdentifiers: identifiers } };
}
