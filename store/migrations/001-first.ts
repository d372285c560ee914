import type { Ddl, Migration } from './migration';

/** The first schema. Written out, not derived from schema.ts: a migration never changes once it has been released. */
export const first: Migration = {
	number: 1,
	statements: (ddl) => [...people(ddl), ...groups(ddl), ...duplicates(ddl), ...insight(ddl)],
};

/** Who is who, what they did and what was said of them. */
const people = ({ int, text, real, directory, serial, compact }: Ddl): string[] => [
	`CREATE TABLE identifier (id ${int} NOT NULL, type ${text} NOT NULL, value ${text} NOT NULL, component ${int} NOT NULL, profile ${int} NOT NULL,
			known ${int} NOT NULL, verified ${int} NOT NULL, first_seen ${int} NOT NULL, last_seen ${int} NOT NULL,
			spelling ${text}, standing ${int} NOT NULL, ${directory})`,
	`CREATE INDEX identifier_profile ON identifier (profile)`,
	`CREATE INDEX identifier_component ON identifier (component)`,
	`CREATE INDEX identifier_spelling ON identifier (type, spelling) WHERE spelling IS NOT NULL`,
	`CREATE INDEX identifier_standing ON identifier (standing, id) WHERE standing <> 0`,
	`CREATE TABLE link (component ${int} NOT NULL, a ${int} NOT NULL, b ${int} NOT NULL, source ${text} NOT NULL, rule ${text} NOT NULL,
			first_seen ${int} NOT NULL, last_seen ${int} NOT NULL, verified ${int} NOT NULL, state ${text} NOT NULL, reason ${text}, PRIMARY KEY (component, a, b))${compact}`,
	`CREATE INDEX link_a ON link (a)`,
	`CREATE INDEX link_b ON link (b)`,
	`CREATE INDEX link_refused ON link (component, a, b) WHERE state = 'refused'`,
	`CREATE TABLE message (id ${text} PRIMARY KEY)${compact}`,
	`CREATE TABLE event (id ${int} NOT NULL, profile ${int} NOT NULL, name ${int} NOT NULL, time ${int} NOT NULL, identifier ${int} NOT NULL, browser ${int},
			type ${text} NOT NULL, source ${text} NOT NULL, received ${int} NOT NULL, message ${text} NOT NULL, properties ${text} NOT NULL, context ${text} NOT NULL,
			verified ${int} NOT NULL, names ${text}, traits ${text}, consent ${text}, terms ${text}, ${serial})`,
	`CREATE INDEX event_profile ON event (profile, name, time)`,
	`CREATE INDEX event_time ON event (time, name, profile)`,
	`CREATE TABLE event_name (id ${int} PRIMARY KEY, name ${text} NOT NULL UNIQUE, count ${int} NOT NULL)`,
	`CREATE TABLE event_property (name ${int} NOT NULL, property ${text} NOT NULL, count ${int} NOT NULL, PRIMARY KEY (name, property))${compact}`,
	`CREATE TABLE trait_name (trait ${text} PRIMARY KEY, count ${int} NOT NULL)${compact}`,
	`CREATE TABLE observation (profile ${int} NOT NULL, key ${text} NOT NULL, identifier ${int} NOT NULL, source ${text} NOT NULL, verified ${int} NOT NULL,
			value_key ${text} NOT NULL, value ${text} NOT NULL, first_time ${int} NOT NULL, last_time ${int} NOT NULL, times ${int} NOT NULL,
			expires ${int}, price ${real}, currency ${text}, PRIMARY KEY (profile, key, identifier, source, verified, value_key))${compact}`,
	`CREATE INDEX observation_expires ON observation (expires) WHERE expires IS NOT NULL`,
	`CREATE INDEX observation_third_party ON observation (profile, source) WHERE source >= 'third-party:' AND source < 'third-party;'`,
	`CREATE TABLE trait (profile ${int} NOT NULL, key ${text} NOT NULL, value ${text} NOT NULL, text ${text}, num ${real}, ms ${int}, time ${int} NOT NULL,
			source ${text} NOT NULL, PRIMARY KEY (profile, key))${compact}`,
	`CREATE INDEX trait_date ON trait (key, ms) WHERE ms IS NOT NULL`,
	`CREATE INDEX trait_computed ON trait (key, profile) WHERE source = 'computed'`,
	`CREATE TABLE consent (profile ${int} NOT NULL, identifier ${int} NOT NULL, purpose ${text} NOT NULL, time ${int} NOT NULL, granted ${int} NOT NULL,
			verified ${int} NOT NULL, source ${text} NOT NULL, proof ${text}, record ${text}, PRIMARY KEY (profile, identifier, purpose, time, source))${compact}`,
	`CREATE TABLE profile (id ${int} PRIMARY KEY, known ${int} NOT NULL, alive ${int} NOT NULL)`,
];

/** What follows from it: segments, deliveries, and what is kept besides. */
const groups = ({ int, text, real, compact }: Ddl): string[] => [
	`CREATE TABLE touched (seq ${int} NOT NULL, profile ${int} NOT NULL, derived ${int} NOT NULL, PRIMARY KEY (seq, profile))${compact}`,
	`CREATE TABLE segment (key ${text} PRIMARY KEY, definition ${text} NOT NULL, of ${text} NOT NULL, evaluated_at ${int}, evaluated_seq ${int}, evaluated_change ${int}, members ${int} NOT NULL)`,
	`CREATE TABLE membership (segment ${text} NOT NULL, member ${int} NOT NULL, profile ${int} NOT NULL, since ${int} NOT NULL, expires ${int}, reason ${text} NOT NULL,
			PRIMARY KEY (segment, member, profile))${compact}`,
	`CREATE INDEX membership_profile ON membership (profile)`,
	`CREATE INDEX membership_expires ON membership (segment, expires) WHERE expires IS NOT NULL`,
	`CREATE TABLE candidate (segment ${text} NOT NULL, member ${int} NOT NULL, profile ${int} NOT NULL, expires ${int} NOT NULL, PRIMARY KEY (segment, member, profile))${compact}`,
	`CREATE INDEX candidate_order ON candidate (segment, expires, member)`,
	`CREATE INDEX candidate_profile ON candidate (profile)`,
	`CREATE TABLE computed (key ${text} PRIMARY KEY, definition ${text} NOT NULL, evaluated_at ${int}, evaluated_seq ${int}, fitted ${text}, members ${int} NOT NULL)`,
	`CREATE TABLE list (key ${text} PRIMARY KEY, name ${text} NOT NULL, created ${int} NOT NULL)`,
	`CREATE TABLE list_item (list ${text} NOT NULL, type ${text} NOT NULL, value ${text} NOT NULL, added ${int} NOT NULL,
			PRIMARY KEY (list, type, value))${compact}`,
	`CREATE INDEX list_item_identifier ON list_item (type, value)`,
	`CREATE TABLE segment_size (segment ${text} NOT NULL, time ${int} NOT NULL, members ${int} NOT NULL, entered ${int} NOT NULL, exited ${int} NOT NULL,
		PRIMARY KEY (segment, time))${compact}`,
	`CREATE TABLE change (seq ${int} PRIMARY KEY, kind ${text} NOT NULL, segment ${text}, profile ${int} NOT NULL, member ${int}, time ${int} NOT NULL, reason ${text} NOT NULL)`,
	`CREATE INDEX change_segment ON change (segment, seq)`,
	`CREATE INDEX change_kind ON change (kind, seq)`,
	`CREATE TABLE rule_set (version ${int} PRIMARY KEY, rules ${text} NOT NULL, by ${text} NOT NULL, time ${int} NOT NULL)`,
	`CREATE TABLE reader (reader ${text} PRIMARY KEY, seq ${int} NOT NULL)`,
	`CREATE TABLE delivered (sync ${text} NOT NULL, key ${text} NOT NULL, hash ${text} NOT NULL, change ${text} NOT NULL, PRIMARY KEY (sync, key))${compact}`,
	`CREATE TABLE outbox (id ${int} NOT NULL, sync ${text} NOT NULL, key ${text} NOT NULL, action ${text} NOT NULL, hash ${text} NOT NULL, change ${text} NOT NULL,
			attempts ${int} NOT NULL, next_at ${int} NOT NULL, state ${text} NOT NULL, reason ${text}, batch ${text}, time ${int} NOT NULL, PRIMARY KEY (sync, key))`,
	`CREATE INDEX outbox_due ON outbox (sync, state, action, id)`,
	`CREATE INDEX outbox_batch ON outbox (sync, batch) WHERE batch IS NOT NULL`,
	`CREATE TABLE sync (sync ${text} PRIMARY KEY, signature ${text} NOT NULL, seen_touch ${int} NOT NULL, seen_change ${int} NOT NULL, time ${int} NOT NULL)`,
	`CREATE TABLE left_out (sync ${text} NOT NULL, key ${text} NOT NULL, reason ${text} NOT NULL, PRIMARY KEY (sync, key))${compact}`,
	`CREATE TABLE allowance (holder ${text} PRIMARY KEY, free_at ${int} NOT NULL, day ${int} NOT NULL, used ${int} NOT NULL, failures ${int} NOT NULL)`,
	`CREATE TABLE cost (campaign ${text} NOT NULL, date ${text} NOT NULL, cost ${real} NOT NULL, currency ${text} NOT NULL, clicks ${int} NOT NULL,
			impressions ${int} NOT NULL, source ${text} NOT NULL, PRIMARY KEY (campaign, date))`,
	`CREATE TABLE reject (id ${int} PRIMARY KEY, time ${int} NOT NULL, source ${text} NOT NULL, field ${text} NOT NULL, reason ${text} NOT NULL, call ${text} NOT NULL, origin ${text})`,
	`CREATE INDEX reject_blocked ON reject (id) WHERE origin IS NOT NULL`,
];

/** Who may be the same person: models, records with the keys they are found by, pairs, and the profiles that changed since. */
const duplicates = ({ int, text, compact }: Ddl): string[] => [
	`CREATE TABLE match_model (version ${int} PRIMARY KEY, model ${text} NOT NULL)`,
	`CREATE TABLE match_queue (profile ${int} PRIMARY KEY)`,
	`CREATE TABLE match_record (unit ${int} PRIMARY KEY, model ${int} NOT NULL, hash ${int} NOT NULL, record ${text} NOT NULL)`,
	`CREATE TABLE match_key (key ${int} NOT NULL, unit ${int} NOT NULL, PRIMARY KEY (key, unit))${compact}`,
	`CREATE TABLE match_recent (unit ${int} PRIMARY KEY, keys ${text} NOT NULL)`,
	`CREATE TABLE match_pair (a ${int} NOT NULL, b ${int} NOT NULL, weight ${int} NOT NULL, state ${text} NOT NULL, reason ${text}, by ${text}, time ${int},
			PRIMARY KEY (a, b))${compact}`,
	`CREATE INDEX match_pair_b ON match_pair (b)`,
	`CREATE INDEX match_pair_state ON match_pair (state, weight)`,
];

/** What people are interested in, and what goes with what. */
const insight = ({ int, text, real, compact }: Ddl): string[] => [
	`CREATE TABLE signal (id ${int} NOT NULL, profile ${int} NOT NULL, identifier ${int} NOT NULL, PRIMARY KEY (id, profile))${compact}`,
	`CREATE INDEX signal_profile ON signal (profile)`,
	`CREATE TABLE interest (profile ${int} NOT NULL, identifier ${int} NOT NULL, kind ${text} NOT NULL, value ${text} NOT NULL, heat ${real} NOT NULL,
			times ${int} NOT NULL, first ${int} NOT NULL, last ${int} NOT NULL, PRIMARY KEY (profile, identifier, kind, value))${compact}`,
	`CREATE TABLE product (sku ${text} PRIMARY KEY, name ${text}, category ${text}, brand ${text}, price ${real}, currency ${text}, url ${text}, image ${text},
			stock ${real}, imported ${int} NOT NULL, popular ${real} NOT NULL, viewers ${real} NOT NULL, buyers ${real} NOT NULL, last ${int} NOT NULL)`,
	`CREATE INDEX product_popular ON product (popular)`,
	`CREATE INDEX product_category ON product (category, popular)`,
	`CREATE TABLE experience (key ${text} NOT NULL, revision ${int} NOT NULL, definition ${text} NOT NULL, saved_at ${int} NOT NULL, PRIMARY KEY (key, revision))`,
	`CREATE TABLE neighbour (kind ${text} NOT NULL, sku ${text} NOT NULL, list ${text} NOT NULL, PRIMARY KEY (kind, sku))${compact}`,
];
