/** What the platform holds of one member. */
export interface Member {
	identifiers: Array<{ type: string; value: string }>;
	traits: Record<string, unknown>;
}

/** Members by audience (segment key) and by the sender's key of the member. */
export type Audiences = Record<string, Record<string, Member>>;

/** The body of a request of the `webhook` destination. */
export interface Push {
	action: 'add' | 'update' | 'remove';
	segment: string;
	changes: Array<{ key: string; identifiers?: Member['identifiers']; traits?: Member['traits'] }>;
}

/** Does what the request says; answers with the number of changes, or undefined when it is no such request. */
export function applyPush(audiences: Audiences, push: Push | undefined): number | undefined {
	if (!push || !Array.isArray(push.changes) || typeof push.segment !== 'string') return undefined;
	const audience = (audiences[push.segment] ??= {});
	for (const { key, identifiers = [], traits = {} } of push.changes) {
		if (push.action === 'remove') delete audience[key];
		else audience[key] = { identifiers, traits };
	}
	return push.changes.length;
}
