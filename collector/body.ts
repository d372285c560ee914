import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import type { CollectRequest } from './contract';
import { isRefusal, type Refusal } from './answer';

/** Largest body after inflating, unless configured otherwise. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

type Unpack = (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const UNPACK: Record<string, Unpack> = {
	gzip: promisify(gunzip),
	'x-gzip': promisify(gunzip),
	deflate: unpackDeflate,
	br: promisify(brotliDecompress),
};

/** The body as the JSON it holds, whatever its content type: sendBeacon sends text/plain. */
export async function readBody(request: CollectRequest, maxBytes: number): Promise<{ value: unknown } | Refusal> {
	const { body } = request;
	if (body === undefined || body === null || body === '') return notJson('is empty');
	if (typeof body === 'string') return parse(body, maxBytes);
	// Anything else that is not bytes has been parsed by the server before us.
	if (!(body instanceof Uint8Array)) return { value: body };
	if (body.byteLength > maxBytes) return tooLarge(maxBytes);
	const bytes = await unpacked(
		Buffer.from(body.buffer, body.byteOffset, body.byteLength),
		request.headers['content-encoding'],
		maxBytes,
	);
	return isRefusal(bytes) ? bytes : parse(bytes.toString('utf8'), maxBytes);
}

/** The refusal of a body that is larger than allowed. */
export function tooLarge(maxBytes: number): Refusal {
	return {
		status: 413,
		error: 'The body is too large',
		field: '(body)',
		reason: `is larger than ${Math.round(maxBytes / 1024)} kB; send smaller batches`,
	};
}

async function unpacked(bytes: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer | Refusal> {
	const name = (encoding ?? 'identity').trim().toLowerCase();
	if (name === 'identity' || name === '' || looksLikeJson(bytes)) return bytes;
	const unpack = UNPACK[name];
	if (!unpack)
		return {
			status: 415,
			error: 'The content encoding is not known',
			field: 'content-encoding',
			reason: 'must be gzip, deflate, br or identity',
		};
	try {
		return await unpack(bytes, { maxOutputLength: maxBytes });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(maxBytes);
		return { status: 400, error: 'The body cannot be read', field: '(body)', reason: `is not valid ${name} data` };
	}
}

/** Servers such as n8n inflate the body and leave the header as it was. */
function looksLikeJson(bytes: Buffer): boolean {
	const first = bytes.find((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
	return first === 0x7b || first === 0x5b;
}

/** `deflate` means zlib by the standard, and raw deflate to some clients. */
async function unpackDeflate(bytes: Buffer, options: { maxOutputLength: number }): Promise<Buffer> {
	const isZlib = bytes.length > 1 && (bytes.readUInt8(0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
	return await (isZlib ? (promisify(inflate) as Unpack) : (promisify(inflateRaw) as Unpack))(bytes, options);
}

function parse(text: string, maxBytes: number): { value: unknown } | Refusal {
	if (text.length > maxBytes) return tooLarge(maxBytes);
	try {
		return { value: JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as unknown };
	} catch {
		// The parser's own message quotes the text, which may hold personal data.
		return notJson('is not valid JSON');
	}
}

const notJson = (reason: string): Refusal => ({
	status: 400,
	error: 'The body cannot be read',
	field: '(body)',
	reason,
});
