import type { RuleBook } from './rules/book';

/** An identifier as evidence sees it. `verified`: a trusted source has named it. `key`: what all its spellings share. */
export interface Node {
	id: number;
	type: string;
	value: string;
	key: string;
	known: boolean;
	verified: boolean;
	firstSeen: number;
}

/** A claim that two identifiers are one person; `forbidden`: a person's word that they are two. */
export interface Edge {
	a: number;
	b: number;
	rule: string;
	verified: boolean;
	firstSeen: number;
	forbidden?: boolean;
}

/** Groups of identifier ids, and for each edge (by position) why it was refused, if it was. */
export interface Partition {
	groups: number[][];
	refused: Array<string | undefined>;
}

interface Cluster {
	members: number[];
	/** By type: what its values share by spelling, and when each was first seen. */
	values: Map<string, Map<string, number>>;
	/** Holds an identifier of a person. */
	known: boolean;
	/** Holds an identifier of a person that a trusted source has named. */
	person: boolean;
	/** Holds an identifier that does more than look people up. */
	solid: boolean;
	/** Known people it was put together from, besides the first. */
	merges: number;
}

/**
 * Who is who: joins identifiers edge by edge, strongest evidence first, and refuses an edge that would break a rule.
 * Pure, and independent of the order of its arguments: nodes and edges are sorted by what they say, never by id or arrival.
 */
export function resolve(nodes: readonly Node[], edges: readonly Edge[], book: RuleBook): Partition {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const clusters = new Map<number, Cluster>(nodes.map((node) => [node.id, single(node, book)]));
	const refused: Array<string | undefined> = edges.map(() => undefined);
	const apart = edges.filter((edge) => edge.forbidden);
	const order = edges
		.flatMap((edge, i) => (edge.forbidden ? [] : [{ edge, i, key: sortKey(edge, byId, book) }]))
		.sort((x, y) => compareKeys(x.key, y.key));
	for (const { edge, i } of order) {
		const left = clusters.get(edge.a);
		const right = clusters.get(edge.b);
		if (!left || !right || left === right) continue;
		const reason = forbidden(left, right, apart, clusters) ?? obstacle(left, right, edge, byId, book);
		if (reason) refused[i] = reason;
		else join(left, right, clusters);
	}
	const groups = [...new Set(clusters.values())].map((cluster) => cluster.members.sort((a, b) => a - b));
	return { groups: groups.sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0)), refused };
}

function single(node: Node, book: RuleBook): Cluster {
	return {
		members: [node.id],
		values: new Map([[node.type, new Map([[node.key, node.firstSeen]])]]),
		known: node.known,
		person: node.known && node.verified,
		solid: !book.of(node.type).lookUpOnly,
		merges: 0,
	};
}

type Key = Array<string | number>;

/** A person's word, then spellings of one value, then what came by itself, then what a matcher thinks. */
const RANK: Record<string, number> = { manual: 0, spelling: 1, match: 3 };

function sortKey(edge: Edge, nodes: Map<number, Node>, book: RuleBook): Key {
	const a = nodes.get(edge.a);
	const b = nodes.get(edge.b);
	if (!a || !b) return [9];
	const [first, second] = [a, b].sort((x, y) => compareKeys([x.type, x.value], [y.type, y.value])) as [Node, Node];
	return [
		RANK[edge.rule] ?? 2,
		edge.verified ? 0 : 1,
		book.of(a.type).priority + book.of(b.type).priority,
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

function forbidden(left: Cluster, right: Cluster, apart: Edge[], clusters: Map<number, Cluster>): string | undefined {
	for (const { a, b } of apart) {
		const [x, y] = [clusters.get(a), clusters.get(b)];
		if ((x === left && y === right) || (x === right && y === left)) return 'somebody decided that they are two people';
	}
	return undefined;
}

function obstacle(
	left: Cluster,
	right: Cluster,
	edge: Edge,
	nodes: Map<number, Node>,
	book: RuleBook,
): string | undefined {
	const { caps } = book.rules;
	for (const [type, values] of right.values) {
		const reason = overLimit(type, left.values.get(type), values, book);
		if (reason) return reason;
	}
	if (edge.rule !== 'manual') {
		if (!edge.verified && left.person && right.person) return 'a claim from a browser never joins two known people';
		for (const id of [edge.a, edge.b]) {
			const { type } = nodes.get(id) as Node;
			const rule = book.of(type);
			if (left.known && right.known && !rule.known) return `${type} is a device, which never joins two known people`;
			if (left.solid && right.solid && rule.lookUpOnly) return `${type} looks people up only, it never joins two`;
		}
	}
	if (left.members.length + right.members.length > caps.identifiers) return `more than ${caps.identifiers} identifiers`;
	if (mergesOf(left, right) > caps.merges) return `put together from more than ${caps.merges} known people`;
	return undefined;
}

const mergesOf = (left: Cluster, right: Cluster): number =>
	left.merges + right.merges + (left.known && right.known ? 1 : 0);

function overLimit(
	type: string,
	left: Map<string, number> | undefined,
	right: Map<string, number>,
	book: RuleBook,
): string | undefined {
	// A cluster alone is never over its limit by joining nothing of that type.
	if (!left) return undefined;
	const { limit, window } = book.of(type);
	if (left.size + right.size <= limit) return undefined;
	const values = new Map(left);
	for (const [key, time] of right) values.set(key, Math.min(time, values.get(key) ?? Infinity));
	if (most([...values.values()], book.span(type)) <= limit) return undefined;
	if (window === 'ever') return limit === 1 ? `a person has one ${type} only` : `more than ${limit} values of ${type}`;
	return `more than ${limit} new values of ${type} within a ${window}`;
}

/** The most times that lie within one span. */
function most(times: number[], span: number): number {
	if (span === Infinity) return times.length;
	times.sort((a, b) => a - b);
	let best = 0;
	for (let from = 0, to = 0; to < times.length; to++) {
		while ((times[to] as number) - (times[from] as number) >= span) from += 1;
		best = Math.max(best, to - from + 1);
	}
	return best;
}

function join(left: Cluster, right: Cluster, clusters: Map<number, Cluster>): void {
	const [into, from] = left.members.length >= right.members.length ? [left, right] : [right, left];
	into.merges = mergesOf(left, right);
	for (const member of from.members) {
		into.members.push(member);
		clusters.set(member, into);
	}
	for (const [type, values] of from.values) {
		const own = into.values.get(type);
		if (!own) into.values.set(type, values);
		else for (const [key, time] of values) own.set(key, Math.min(time, own.get(key) ?? Infinity));
	}
	into.known ||= from.known;
	into.person ||= from.person;
	into.solid ||= from.solid;
}
