import type { CallType } from '../core/model/call';
import { syncRouteOf } from './sync';

/** What a path takes. */
export interface Route {
	kind: 'call' | 'batch' | 'pixel' | 'health' | 'personalize' | 'tag' | 'sync';
	/** The type that a single call gets from its path. */
	type?: CallType;
	/** Used by pages: nothing that arrives here is believed like a server. */
	browser: boolean;
	/** The calls are history: their timestamps are taken as they are. */
	historical: boolean;
	methods: readonly string[];
}

const POST = ['POST'];
const GET = ['GET', 'HEAD'];

const call = (type: CallType, browser = false): Route => ({
	kind: 'call',
	type,
	browser,
	historical: false,
	methods: POST,
});
const batch = (facts: Partial<Route>): Route => ({
	kind: 'batch',
	browser: false,
	historical: false,
	methods: POST,
	...facts,
});

/** Segment's HTTP API, the one-letter paths of its browser library, the pixel and the health check. */
const ROUTES: ReadonlyMap<string, Route> = new Map([
	['/v1/track', call('track')],
	['/v1/identify', call('identify')],
	['/v1/page', call('page')],
	['/v1/screen', call('screen')],
	['/v1/group', call('group')],
	['/v1/alias', call('alias')],
	['/v1/batch', batch({})],
	['/v1/import', batch({ historical: true })],
	['/v1/t', call('track', true)],
	['/v1/i', call('identify', true)],
	['/v1/p', call('page', true)],
	['/v1/s', call('screen', true)],
	['/v1/g', call('group', true)],
	['/v1/a', call('alias', true)],
	['/v1/b', batch({ browser: true })],
	['/v1/pixel.gif', { kind: 'pixel', browser: true, historical: false, methods: GET }],
	['/v1/personalize', { kind: 'personalize', browser: false, historical: false, methods: POST }],
	['/tag.js', { kind: 'tag', browser: true, historical: false, methods: GET }],
	['/healthz', { kind: 'health', browser: false, historical: false, methods: GET }],
]);

/** The route of a path, with or without a slash at its end; undefined when nobody answers there. */
export function routeOf(path: string): Route | undefined {
	return ROUTES.get(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path) ?? syncRouteOf(path);
}
