import type { DestinationExample } from '../../core/delivery/example';

const ann = {
	key: 'p1',
	segment: 'vip',
	identifiers: [
		{ type: 'email', value: 'ann@example.com' },
		{ type: 'user_id', value: 'u1' },
	],
	traits: { note: 'says "hi", twice' },
};
const path = '/data/vip';
const reply = { status: 200, headers: {}, body: '' };

/** What is appended. */
export const examples: DestinationExample[] = [
	{
		title: 'a line of NDJSON',
		action: 'add',
		config: { path },
		changes: [ann],
		exchange: [
			{
				request: {
					method: 'APPEND',
					url: path,
					headers: {},
					body: '{"action":"add","key":"p1","segment":"vip","identifiers":[{"type":"email","value":"ann@example.com"},{"type":"user_id","value":"u1"}],"traits":{"note":"says \\"hi\\", twice"},"batch":"batch-1"}\n',
				},
				reply: reply,
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'a line of CSV; quotes are doubled, a removal has no traits',
		action: 'remove',
		config: { path, format: 'csv' },
		changes: [ann, { ...ann, key: '=1+1' }],
		exchange: [
			{
				request: {
					method: 'APPEND',
					url: path,
					headers: { header: 'action,key,segment,identifiers,traits,batch' },
					body: "remove,p1,vip,email:ann@example.com user_id:u1,{},batch-1\nremove,'=1+1,vip,email:ann@example.com user_id:u1,{},batch-1\n",
				},
				reply: reply,
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
];
