import { PROFILE_CAP, ruleOf } from './rules';

/** An identifier as evidence sees it. `verified`: a trusted source has named it. */
export interface Node {
	id: number;
	type: string;
	value: string;
	known: boolean;
	verified: boolean;
}

/** A claim that two identifiers are one person. */
export interface Edge {
	a: number;
	b: number;
	rule: string;
	verified: boolean;
	firstSeen: number;
}

/** Groups of identifier ids, and for each edge (by position) why it was refused, if it was. */
export interface Partition {
	groups: number[][];
	refused: Array<string | undefined>;
}

interface Cluster {
	members: number[];
	counts: Map<string, number>;
	/** Holds an identifier of a person that a trusted source has named. */
	person: boolean;
}

/**
 * Who is who: joins identifiers edge by edge, strongest evidence first, and refuses an edge that would break a rule.
 * Pure, and independent of the order of its arguments: nodes and edges are sorted by what they say, never by id or arrival.
 */
export function resolve(nodes: readonly Node[], edges: readonly Edge[]): Partition {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const clusters = new Map<number, Cluster>(nodes.map((node) => [node.id, single(node)]));
	const refused: Array<string | undefined> = edges.map(() => undefined);
	const order = edges
		.map((edge, i) => ({ edge, i, key: sortKey(edge, byId) }))
		.sort((x, y) => compareKeys(x.key, y.key));
	for (const { edge, i } of order) {
		const left = clusters.get(edge.a);
		const right = clusters.get(edge.b);
		if (!left || !right || left === right) continue;
		const reason = obstacle(left, right, edge);
		if (reason) refused[i] = reason;
		else join(left, right, clusters);
	}
	const groups = [...new Set(clusters.values())].map((cluster) => cluster.members.sort((a, b) => a - b));
	return { groups: groups.sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0)), refused };
}

function single(node: Node): Cluster {
	return { members: [node.id], counts: new Map([[node.type, 1]]), person: node.known && node.verified };
}

type Key = Array<string | number>;

function sortKey(edge: Edge, nodes: Map<number, Node>): Key {
	const a = nodes.get(edge.a);
	const b = nodes.get(edge.b);
	if (!a || !b) return [9];
	const [first, second] = [a, b].sort((x, y) => compareKeys([x.type, x.value], [y.type, y.value])) as [Node, Node];
	const strength = ruleOf(a.type).priority + ruleOf(b.type).priority;
	return [
		edge.rule === 'manual' ? 0 : 1,
		edge.verified ? 0 : 1,
		strength,
		edge.firstSeen,
		first.type,
		first.value,
		second.type,
		second.value,
	];
}

function compareKeys(x: Key, y: Key): number {
	for (let i = 0; i < Math.min(x.length, y.length); i++) {
		const a = x[i] as string | number;
		const b = y[i] as string | number;
		if (a !== b) return a < b ? -1 : 1;
	}
	return 0;
}

function obstacle(left: Cluster, right: Cluster, edge: Edge): string | undefined {
	if (!edge.verified && left.person && right.person) return 'a claim from a browser never joins two known people';
	for (const [type, count] of right.counts) {
		const { limit } = ruleOf(type);
		const total = count + (left.counts.get(type) ?? 0);
		// A cluster alone is never over its limit by joining nothing of that type.
		if (left.counts.has(type) && total > limit)
			return limit === 1 ? `a person has one ${type} only` : `more than ${limit} values of ${type}`;
	}
	if (left.members.length + right.members.length > PROFILE_CAP) return `more than ${PROFILE_CAP} identifiers`;
	return undefined;
}

function join(left: Cluster, right: Cluster, clusters: Map<number, Cluster>): void {
	const [into, from] = left.members.length >= right.members.length ? [left, right] : [right, left];
	for (const member of from.members) {
		into.members.push(member);
		clusters.set(member, into);
	}
	for (const [type, count] of from.counts) into.counts.set(type, count + (into.counts.get(type) ?? 0));
	into.person ||= from.person;
}
