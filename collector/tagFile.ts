import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { json } from './answer';
import type { CollectRequest, CollectResponse } from './contract';

interface TagFile {
	plain: Buffer;
	packed: Buffer;
	etag: string;
}

/** Made by the build; a checkout that runs from its sources finds it in dist. */
const PLACES = [path.join(__dirname, 'tag.min.js'), path.join(__dirname, '..', 'dist', 'collector', 'tag.min.js')];
let loaded: TagFile | undefined;

/** The browser tag, read from disk at the first request. */
export function serveTag({ headers }: CollectRequest): CollectResponse {
	loaded ??= load();
	if (!loaded) return json(503, { error: 'The tag is not built; run npm run build' });
	const fields = {
		'content-type': 'text/javascript; charset=utf-8',
		'cache-control': 'public, max-age=3600',
		'cross-origin-resource-policy': 'cross-origin',
		'x-content-type-options': 'nosniff',
		vary: 'Accept-Encoding',
		etag: loaded.etag,
	};
	if (headers['if-none-match'] === loaded.etag) return { status: 304, headers: fields, body: '', accepted: [] };
	const isPacked = /\bgzip\b/.test(headers['accept-encoding'] ?? '');
	return {
		status: 200,
		headers: isPacked ? { ...fields, 'content-encoding': 'gzip' } : fields,
		body: isPacked ? loaded.packed : loaded.plain,
		accepted: [],
	};
}

function load(): TagFile | undefined {
	for (const place of PLACES) {
		try {
			const plain = readFileSync(place);
			const etag = `"${createHash('sha1').update(plain).digest('hex').slice(0, 16)}"`;
			return { plain, packed: gzipSync(plain, { level: 9 }), etag };
		} catch {
			// Not here: the next place.
		}
	}
	return undefined;
}
