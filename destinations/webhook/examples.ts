import type { DestinationExample } from '../../core/delivery/example';

const ann = {
	key: 'p1',
	segment: 'vip',
	identifiers: [{ type: 'email', value: 'ann@example.com' }],
	traits: { plan: 'pro' },
};
const bob = { key: 'p2', segment: 'vip', identifiers: [{ type: 'email', value: 'bob@example.com' }], traits: {} };
const url = 'https://ads.example/in';
const headers = { 'content-type': 'application/json', 'idempotency-key': 'batch-1' };
const addAnn =
	'{"action":"add","segment":"vip","changes":[{"key":"p1","identifiers":[{"type":"email","value":"ann@example.com"}],"traits":{"plan":"pro"}}]}';

/** What goes over the wire, and what the answers mean. */
export const examples: DestinationExample[] = [
	{
		title: 'an addition, taken',
		action: 'add',
		config: { url },
		changes: [ann],
		exchange: [
			{
				request: { method: 'POST', url, headers, body: addAnn },
				reply: { status: 200, headers: {}, body: 'ok' },
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'signed when a secret is set',
		action: 'add',
		config: { url, secret: 'k' },
		changes: [ann],
		exchange: [
			{
				request: {
					method: 'POST',
					url,
					headers: {
						...headers,
						'x-cdp-signature': 'sha256=a5c3aecce9ecb3af725f33607def5c4170a51552106cbd2945ed5700e6d633ff',
					},
					body: addAnn,
				},
				reply: { status: 204, headers: {}, body: '' },
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'a removal carries no traits; one of two is refused',
		action: 'remove',
		config: { url },
		changes: [ann, bob],
		exchange: [
			{
				request: {
					method: 'POST',
					url,
					headers,
					body: '{"action":"remove","segment":"vip","changes":[{"key":"p1","identifiers":[{"type":"email","value":"ann@example.com"}]},{"key":"p2","identifiers":[{"type":"email","value":"bob@example.com"}]}]}',
				},
				reply: { status: 200, headers: {}, body: '{"refused":[{"key":"p2","reason":"unknown here"}]}' },
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'refused', reason: 'unknown here' }],
	},
	{
		title: 'too many requests: later, as long as it says',
		action: 'add',
		config: { url },
		changes: [ann],
		exchange: [
			{
				request: { method: 'POST', url, headers, body: addAnn },
				reply: { status: 429, headers: { 'retry-after': '3' }, body: '' },
			},
		],
		verdicts: [{ outcome: 'retry', reason: 'the server answered 429', afterMs: 3_000 }],
	},
	{
		title: 'a wrong key is refused for good',
		action: 'update',
		config: { url },
		changes: [bob],
		exchange: [
			{
				request: {
					method: 'POST',
					url,
					headers,
					body: '{"action":"update","segment":"vip","changes":[{"key":"p2","identifiers":[{"type":"email","value":"bob@example.com"}],"traits":{}}]}',
				},
				reply: { status: 401, headers: {}, body: '<html>no</html>' },
			},
		],
		verdicts: [{ outcome: 'refused', reason: 'the server answered 401' }],
	},
	{
		title: 'a template, filled for each change; what looks like code stays a text',
		action: 'add',
		config: {
			url,
			template:
				'{"mail":"{{email}}","age":"[[traits.age]]","note":"{{action}}: {{traits.note}}","none":"{{constructor.name}}"}',
		},
		changes: [{ ...ann, traits: { age: 41, note: '"}[[email]] {{email}} ${1+1}' } }, bob],
		exchange: [
			{
				request: {
					method: 'POST',
					url,
					headers,
					body: '[{"mail":"ann@example.com","age":41,"note":"add: \\"}[[email]] {{email}} ${1+1}","none":null},{"mail":"bob@example.com","age":null,"note":"add: ","none":null}]',
				},
				reply: { status: 200, headers: {}, body: 'ok' },
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'one change a request; the second is refused',
		action: 'add',
		config: { url, send: 'single', template: '{"mail":"[[email]]"}' },
		changes: [ann, bob],
		exchange: [
			{
				request: {
					method: 'POST',
					url,
					headers: { ...headers, 'idempotency-key': 'batch-1.p1' },
					body: '{"mail":"ann@example.com"}',
				},
				reply: { status: 200, headers: {}, body: '' },
			},
			{
				request: {
					method: 'POST',
					url,
					headers: { ...headers, 'idempotency-key': 'batch-1.p2' },
					body: '{"mail":"bob@example.com"}',
				},
				reply: { status: 422, headers: {}, body: '' },
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'refused', reason: 'the platform answered 422' }],
	},
	{
		title: 'an event',
		action: 'event',
		config: { url },
		changes: [{ ...ann, event: { id: 'e-1', name: 'Signed Up', time: 0, properties: {}, context: {} } }],
		exchange: [
			{
				request: {
					method: 'POST',
					url,
					headers,
					body: '{"action":"event","segment":"vip","changes":[{"key":"p1","identifiers":[{"type":"email","value":"ann@example.com"}],"traits":{"plan":"pro"},"event":{"id":"e-1","name":"Signed Up","time":0,"properties":{},"context":{}}}]}',
				},
				reply: { status: 200, headers: {}, body: '' },
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
];
