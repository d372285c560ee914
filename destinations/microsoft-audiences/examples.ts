import type { DestinationExample } from '../../core/delivery/example';
import { BOB, JANE, bob, hashedBob, jane, nobodySaidYes, reply } from '../shared/examplePeople';

const config = { audienceId: '804', customerId: '12', accountId: '34', developerToken: 'dev', accessToken: 'token' };
const apply = (ActionType: string, items: string[], more = {}) => ({
	method: 'POST',
	url: 'https://campaign.api.bingads.microsoft.com/CampaignManagement/v13/CustomerListUserData/Apply',
	headers: {
		authorization: 'Bearer token',
		developertoken: 'dev',
		customerid: '12',
		customeraccountid: '34',
		'content-type': 'application/json',
	},
	body: JSON.stringify({
		CustomerListUserData: {
			...more,
			ActionType,
			AudienceId: '804',
			CustomerListItemSubType: 'Email',
			CustomerListItems: items,
		},
	}),
});
const ok = reply(200, { PartialErrors: [] });
const fault = (status: number, Code: number, Message: string) =>
	reply(status, { Errors: [{ Code, Message }], TrackingId: 't', Type: 'AdApiFaultDetail' });

export const examples: DestinationExample[] = [
	{
		title: 'hashed addresses; one that was hashed before, in capitals, goes out in lower case',
		shows: 'success',
		action: 'add',
		config,
		changes: [jane, hashedBob],
		exchange: [{ request: apply('Add', [JANE, BOB]), reply: ok }],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'the second item is refused; terms are accepted with the request',
		shows: 'partial refusal',
		action: 'add',
		config: { ...config, acceptTerms: true },
		changes: [jane, bob],
		exchange: [
			{
				request: apply('Add', [JANE, BOB], { AcceptCustomerMatchTerm: true }),
				reply: reply(200, {
					PartialErrors: [{ Code: 8013, ErrorCode: 'CustomerListItemInvalid', Index: 1, Message: 'Invalid.' }],
				}),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'refused', reason: 'CustomerListItemInvalid' }],
	},
	{
		title: 'the terms were never accepted',
		action: 'add',
		config,
		changes: [bob],
		exchange: [{ request: apply('Add', [BOB]), reply: fault(400, 8003, 'Terms and conditions not accepted.') }],
		verdicts: [{ outcome: 'refused', reason: 'the platform answered 400: Terms and conditions not accepted.' }],
	},
	{
		title: 'too many calls: the code says so, whatever the status',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [bob],
		exchange: [{ request: apply('Add', [BOB]), reply: fault(400, 117, 'Too many calls.') }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 400: Too many calls.' }],
	},
	{
		title: 'the token has ended',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [bob],
		exchange: [{ request: apply('Add', [BOB]), reply: fault(500, 109, 'Authentication token expired.') }],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (500: Authentication token expired.)',
				stop: true,
			},
		],
	},
	nobodySaidYes(config),
	{
		title: 'a removal needs no consent',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [{ key: 'p2', identifiers: bob.identifiers }],
		exchange: [{ request: apply('Remove', [BOB]), reply: ok }],
		verdicts: [{ outcome: 'done' }],
	},
];
