/** Every table, its columns and its key; `shard` is the column the rows would be distributed by. */
export interface TableShape {
	columns: Record<string, 'integer' | 'text' | 'real'>;
	key: readonly string[];
	shard: string;
}

const shape = <C extends Record<string, 'integer' | 'text' | 'real'>>(
	columns: C,
	key: Array<keyof C & string>,
	shard: keyof C & string,
) => ({ columns, key, shard });

/**
 * The one place that names tables and columns: migrations, bulk inserts and the drift test read it.
 * `identifier` and `message` are the two routing tables, spread by what comes in from outside;
 * everything else that grows with events carries its profile (links: component) in its key.
 */
export const tables = {
	meta: shape({ key: 'text', value: 'text' }, ['key'], 'key'),
	identifier: shape(
		{
			id: 'integer',
			type: 'text',
			value: 'text',
			component: 'integer',
			profile: 'integer',
			known: 'integer',
			verified: 'integer',
			first_seen: 'integer',
			last_seen: 'integer',
			spelling: 'text',
			standing: 'integer',
		},
		['type', 'value'],
		'value',
	),
	link: shape(
		{
			component: 'integer',
			a: 'integer',
			b: 'integer',
			source: 'text',
			rule: 'text',
			first_seen: 'integer',
			last_seen: 'integer',
			verified: 'integer',
			state: 'text',
			reason: 'text',
		},
		['component', 'a', 'b'],
		'component',
	),
	message: shape({ id: 'text' }, ['id'], 'id'),
	event: shape(
		{
			id: 'integer',
			profile: 'integer',
			name: 'integer',
			time: 'integer',
			identifier: 'integer',
			browser: 'integer',
			type: 'text',
			source: 'text',
			received: 'integer',
			message: 'text',
			properties: 'text',
			context: 'text',
			verified: 'integer',
			names: 'text',
			traits: 'text',
			consent: 'text',
		},
		['profile', 'id'],
		'profile',
	),
	event_name: shape({ id: 'integer', name: 'text', count: 'integer' }, ['id'], 'id'),
	event_property: shape({ name: 'integer', property: 'text', count: 'integer' }, ['name', 'property'], 'name'),
	trait_name: shape({ trait: 'text', count: 'integer' }, ['trait'], 'trait'),
	observation: shape(
		{
			profile: 'integer',
			key: 'text',
			identifier: 'integer',
			source: 'text',
			verified: 'integer',
			value_key: 'text',
			value: 'text',
			first_time: 'integer',
			last_time: 'integer',
			times: 'integer',
		},
		['profile', 'key', 'identifier', 'source', 'verified', 'value_key'],
		'profile',
	),
	trait: shape(
		{
			profile: 'integer',
			key: 'text',
			value: 'text',
			text: 'text',
			num: 'real',
			ms: 'integer',
			time: 'integer',
			source: 'text',
		},
		['profile', 'key'],
		'profile',
	),
	consent: shape(
		{
			profile: 'integer',
			identifier: 'integer',
			purpose: 'text',
			time: 'integer',
			granted: 'integer',
			verified: 'integer',
			source: 'text',
			proof: 'text',
		},
		['profile', 'identifier', 'purpose', 'time', 'source'],
		'profile',
	),
	profile: shape({ id: 'integer', known: 'integer', alive: 'integer' }, ['id'], 'id'),
	touched: shape({ seq: 'integer', profile: 'integer', derived: 'integer' }, ['seq', 'profile'], 'profile'),
	segment: shape(
		{
			key: 'text',
			definition: 'text',
			of: 'text',
			evaluated_at: 'integer',
			evaluated_seq: 'integer',
			evaluated_change: 'integer',
			members: 'integer',
		},
		['key'],
		'key',
	),
	membership: shape(
		{ segment: 'text', member: 'integer', profile: 'integer', since: 'integer', expires: 'integer', reason: 'text' },
		['segment', 'member', 'profile'],
		'profile',
	),
	computed: shape(
		{
			key: 'text',
			definition: 'text',
			evaluated_at: 'integer',
			evaluated_seq: 'integer',
			fitted: 'text',
			members: 'integer',
		},
		['key'],
		'key',
	),
	list: shape({ key: 'text', name: 'text', created: 'integer' }, ['key'], 'key'),
	list_item: shape({ list: 'text', type: 'text', value: 'text', added: 'integer' }, ['list', 'type', 'value'], 'value'),
	segment_size: shape(
		{ segment: 'text', time: 'integer', members: 'integer', entered: 'integer', exited: 'integer' },
		['segment', 'time'],
		'segment',
	),
	change: shape(
		{
			seq: 'integer',
			kind: 'text',
			segment: 'text',
			profile: 'integer',
			member: 'integer',
			time: 'integer',
			reason: 'text',
		},
		['seq'],
		'seq',
	),
	rule_set: shape({ version: 'integer', rules: 'text', by: 'text', time: 'integer' }, ['version'], 'version'),
	reader: shape({ reader: 'text', seq: 'integer' }, ['reader'], 'reader'),
	delivered: shape({ sync: 'text', key: 'text', hash: 'text', change: 'text' }, ['sync', 'key'], 'key'),
	outbox: shape(
		{
			id: 'integer',
			sync: 'text',
			key: 'text',
			action: 'text',
			hash: 'text',
			change: 'text',
			attempts: 'integer',
			next_at: 'integer',
			state: 'text',
			reason: 'text',
			batch: 'text',
			time: 'integer',
		},
		['sync', 'key'],
		'key',
	),
	cost: shape(
		{
			campaign: 'text',
			date: 'text',
			cost: 'real',
			currency: 'text',
			clicks: 'integer',
			impressions: 'integer',
			source: 'text',
		},
		['campaign', 'date'],
		'campaign',
	),
	reject: shape(
		{ id: 'integer', time: 'integer', source: 'text', field: 'text', reason: 'text', call: 'text', origin: 'text' },
		['id'],
		'id',
	),
	match_model: shape({ version: 'integer', model: 'text' }, ['version'], 'version'),
	match_queue: shape({ profile: 'integer' }, ['profile'], 'profile'),
	match_record: shape({ unit: 'integer', model: 'integer', hash: 'integer', record: 'text' }, ['unit'], 'unit'),
	match_key: shape({ key: 'integer', unit: 'integer' }, ['key', 'unit'], 'key'),
	match_recent: shape({ unit: 'integer', keys: 'text' }, ['unit'], 'unit'),
	match_pair: shape(
		{ a: 'integer', b: 'integer', weight: 'integer', state: 'text', reason: 'text', by: 'text', time: 'integer' },
		['a', 'b'],
		'a',
	),
} as const satisfies Record<string, TableShape>;

export type TableName = keyof typeof tables;
