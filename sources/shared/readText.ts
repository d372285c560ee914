import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../../core/model/errors';
import { decodeWindows1252 } from './windows1252';

/** Small chunks are joined up to this size, and packed files unpacked in pieces of it: a few milliseconds of work. */
const CHUNK_BYTES = 16 * 1024;

/**
 * The bytes of a file as UTF-8, cut between characters, without byte order mark. Packed files are recognised by
 * their first bytes, encodings by byte order mark; a file without one is UTF-8 until its first invalid bytes.
 * If those are the rule rather than an accident, it is Windows-1252 from there on (all before was plain ASCII).
 */
export async function* readText(stream: Readable, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
	const bytes = await unpacked(counted(stream, onBytes));
	let decode: Decoder | undefined;
	try {
		for await (const chunk of joined(bytes)) {
			decode ??= decoderOf(chunk);
			const text = decode(chunk, false);
			if (text.length > 0) yield text;
		}
	} catch (error) {
		throw isZlibError(error)
			? new InputError(
					`The packed file is damaged: ${(error as Error).message}`,
					'Pack or download it again; what was read before is stored.',
					'FILE_DAMAGED',
				)
			: error;
	}
	const rest = decode?.(Buffer.alloc(0), true);
	if (rest && rest.length > 0) yield rest;
}

async function* counted(stream: Readable, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
	for await (const chunk of stream as AsyncIterable<Buffer | string>) {
		const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
		onBytes(bytes.length);
		yield bytes;
	}
}

async function unpacked(source: AsyncGenerator<Buffer>): Promise<AsyncIterable<Buffer>> {
	let head = Buffer.alloc(0);
	while (head.length < 4) {
		const next = await source.next();
		if (next.done) break;
		head = Buffer.concat([head, next.value]);
	}
	const all = Readable.from(prefixed(head, source));
	if (head[0] !== 0x1f || head[1] !== 0x8b) return all as AsyncIterable<Buffer>;
	const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
	// Errors reach whoever reads from gunzip; there is nothing to do here.
	pipeline(all, gunzip, () => undefined);
	return gunzip as AsyncIterable<Buffer>;
}

async function* prefixed(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
	if (head.length > 0) yield head;
	yield* rest;
}

async function* joined(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let parts: Buffer[] = [];
	let size = 0;
	for await (const chunk of source) {
		parts.push(chunk);
		size += chunk.length;
		if (size < CHUNK_BYTES) continue;
		yield parts.length === 1 ? chunk : Buffer.concat(parts);
		parts = [];
		size = 0;
	}
	if (size > 0) yield Buffer.concat(parts);
}

type Decoder = (chunk: Buffer, last: boolean) => Buffer;

function decoderOf(first: Buffer): Decoder {
	if (first[0] === 0xff && first[1] === 0xfe) return utf16('utf-16le');
	if (first[0] === 0xfe && first[1] === 0xff) return utf16('utf-16be');
	return utf8OrWindows1252();
}

/** TextDecoder drops the byte order mark itself. */
function utf16(label: 'utf-16le' | 'utf-16be'): Decoder {
	const decoder = new TextDecoder(label);
	return (chunk, last) => Buffer.from(decoder.decode(chunk, { stream: !last }));
}

function utf8OrWindows1252(): Decoder {
	let carry = Buffer.alloc(0);
	let mode: 'undecided' | 'utf8' | 'windows-1252' = 'undecided';
	let isFirst = true;
	return (chunk, last) => {
		if (mode === 'windows-1252') return decodeWindows1252(chunk);
		const marked = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
		isFirst = false;
		if (marked) mode = 'utf8';
		const bytes = Buffer.concat([carry, marked ? chunk.subarray(3) : chunk]);
		const end = last ? bytes.length : bytes.length - openBytes(bytes);
		const whole = bytes.subarray(0, end);
		carry = Buffer.from(bytes.subarray(end));
		if (isUtf8(whole)) {
			if (mode === 'undecided' && whole.some((byte) => byte > 0x7f)) mode = 'utf8';
			return whole;
		}
		if (mode === 'utf8' || isMostlyUtf8(whole)) return Buffer.from(whole.toString('utf8'));
		mode = 'windows-1252';
		carry = Buffer.alloc(0);
		return decodeWindows1252(bytes);
	};
}

/** Bytes at the end that begin a character whose rest is not here yet. */
function openBytes(bytes: Buffer): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] as number;
		if (byte < 0x80) return 0;
		if (byte < 0xc0) continue;
		const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
		return length > back ? back : 0;
	}
	return 0;
}

/** Text in Windows-1252 hardly ever looks like UTF-8: some damaged characters among many good ones are an accident. */
function isMostlyUtf8(bytes: Buffer): boolean {
	const text = bytes.toString('utf8');
	const damaged = text.match(/\uFFFD/g)?.length ?? 0;
	const good = text.match(/[^\x00-\x7F\uFFFD]/g)?.length ?? 0;
	return good > damaged;
}

function isZlibError(error: unknown): boolean {
	return typeof error === 'object' && error !== null && 'code' in error && /^Z_/.test(String(error.code));
}
