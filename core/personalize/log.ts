import type { Cdp } from '../cdp';
import type { VisitDecision } from '../model/personalize';
import type { PageContext } from '../model/personalize';
import type { Visit } from './visit';

/** Name of the event that says what somebody was shown. */
export const DECIDED = 'Experience Decided';

type Logged = Pick<VisitDecision, 'log' | 'logReason'>;

/** Stores decisions as events of those they were made for. */
export interface DecisionLog {
	/** Whether it may be stored; begins to, or with `wait` ends before it answers. Never rejects. */
	write(decision: VisitDecision, visit: Visit, how: 'soon' | 'wait' | 'none'): Promise<Logged>;
	/** Resolves when nothing is under way. */
	settle(): Promise<void>;
}

/** Decisions go the way of every event: many share a commit, and the messageId is the decision's own. */
export function decisionLog(ingest: Cdp['ingest']): DecisionLog {
	const underWay = new Set<Promise<unknown>>();
	const store = async (call: object): Promise<boolean> => {
		const { accepted, duplicates } = await ingest.calls([call], { source: 'personalize', verified: false });
		return accepted + duplicates === 1;
	};
	return {
		write: async (decision, visit, how) => {
			const why = reasonNotTo(decision, visit, how);
			if (why !== undefined) return { log: 'none', logReason: why };
			const stored = store(callOf(decision, visit)).catch(() => false);
			underWay.add(stored);
			void stored.finally(() => underWay.delete(stored));
			if (how === 'soon') return { log: 'underWay' };
			return (await stored) ? { log: 'stored' } : { log: 'none', logReason: 'the store did not take the event' };
		},
		settle: async () => {
			await Promise.all(underWay);
		},
	};
}

function reasonNotTo({ experience }: VisitDecision, { row, mayLog }: Visit, how: string): string | undefined {
	if (how === 'none') return 'it was not asked for';
	if (experience === undefined) return 'no experience was decided';
	if (!row) return 'the store does not know the visitor';
	return mayLog.allowed ? undefined : `no consent: ${mayLog.reasons.join(', ')}`;
}

const PAGE_FIELDS: Array<keyof PageContext> = ['path', 'campaign', 'category', 'product'];

function callOf(decision: VisitDecision, { row, visitor }: Visit): object {
	const { id, experience, revision, variant, holdOut, reason, recommendations } = decision;
	const page = Object.fromEntries(
		PAGE_FIELDS.flatMap((field) => (visitor.page[field] === undefined ? [] : [[`page_${field}`, visitor.page[field]]])),
	);
	return {
		type: 'track',
		event: DECIDED,
		messageId: id,
		timestamp: new Date(visitor.now).toISOString(),
		context: { externalIds: [{ type: row?.type, id: row?.value, collection: 'users', encoding: 'none' }] },
		properties: {
			experience,
			revision,
			variant,
			hold_out: holdOut,
			reason,
			...page,
			...(recommendations.length > 0 ? { recommended: recommendations.map(({ sku }) => sku) } : {}),
		},
	};
}
