import { createHash } from 'node:crypto';
import type { Json } from '../../core/model/json';

/** A messageId made from what a row says: the same row gives the same id, whatever the order of its columns. */
export function contentId(prefix: string, content: Json): string {
	return `${prefix}:${createHash('sha256').update(canonical(content)).digest('hex').slice(0, 32)}`;
}

/** JSON with sorted keys. */
function canonical(value: Json): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
	const entries = Object.keys(value)
		.sort()
		.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
	return `{${entries.join(',')}}`;
}
