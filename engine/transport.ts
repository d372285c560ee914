import { lookup } from 'node:dns/promises';
import { appendFile, mkdir, open, stat } from 'node:fs/promises';
import { BlockList, isIP } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Transport } from '../core/delivery/converse';
import { CdpError, errorCode, InputError } from '../core/model/errors';
import type { HttpRequest, HttpResponse } from '../core/ports';

/** Addresses that lead into a private network or this machine (RFC 1918, 3927, 4193, 6598, 6890). */
const PRIVATE = new BlockList();
for (const [net, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3],
] as const)
	PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
	['::', 127],
	['64:ff9b::', 96],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8],
] as const)
	PRIVATE.addSubnet(net, bits, 'ipv6');

const MAX_ANSWER_BYTES = 10 * 1024 * 1024;

/** The real network, disk and clock for the delivery runner. */
export const transport: Transport = {
	http: exchange,
	append,
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

async function exchange(request: HttpRequest): Promise<HttpResponse> {
	const url = readUrl(request.url);
	const address = await allowedAddress(url.hostname, request.allowPrivate);
	// Loaded when something is sent: most processes never do, and it takes a while.
	const { default: axios, isAxiosError } = await import('axios');
	try {
		const response = await axios.request<string>({
			method: request.method,
			url: url.toString(),
			...bodyOf(request),
			timeout: request.timeoutMs,
			responseType: 'text',
			transformResponse: (body: string) => body,
			validateStatus: () => true,
			maxContentLength: MAX_ANSWER_BYTES,
			proxy: false,
			// A redirect could lead to an address that was not checked.
			maxRedirects: 0,
			// The address that was checked is the address that is called: no second look-up can answer differently.
			lookup: (_host, _options, done) => done(null, address.address, address.family),
		});
		const headers = Object.fromEntries(
			Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
		);
		return { status: response.status, headers, body: response.data };
	} catch (error) {
		const why = isAxiosError(error) ? (error.code ?? 'no answer') : 'no answer';
		throw new CdpError(`No answer from ${url.host} (${why}).`, {
			code: 'NO_ANSWER',
			fault: 'remote',
			retry: true,
			next: 'Check that the address is right and the server runs; what was not confirmed is sent again.',
		});
	}
}

function bodyOf({ headers, body, compress }: HttpRequest): { headers: Record<string, string>; data: string | Buffer } {
	// Axios would send an empty text as JSON: two quotation marks.
	if (!compress) return { headers, data: body === '' ? Buffer.alloc(0) : body };
	return { headers: { ...headers, 'content-encoding': compress }, data: gzipSync(body) };
}

function readUrl(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol))
		throw new InputError('The address is not an http or https URL.', 'Correct the URL.', 'URL');
	return url;
}

async function allowedAddress(hostname: string, allowPrivate: boolean): Promise<{ address: string; family: 4 | 6 }> {
	const host = hostname.replace(/^\[|\]$/g, '');
	const found = await lookup(host, { all: true }).catch(() => []);
	const [first] = found;
	if (!first)
		throw new CdpError(`The host ${host} is not known.`, {
			code: 'HOST_UNKNOWN',
			fault: 'remote',
			retry: true,
			next: 'Check the host name.',
		});
	const isPrivate = found.some(({ address, family }) => PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4'));
	if (isPrivate && !allowPrivate) {
		throw new InputError(
			`${host} leads into a private network${isIP(host) ? '' : ' after its name was looked up'}.`,
			'Switch on “Allow Private Addresses” if this is meant.',
			'PRIVATE_ADDRESS',
		);
	}
	return { address: first.address, family: first.family === 6 ? 6 : 4 };
}

async function append(file: string, lines: string, header: string): Promise<void> {
	try {
		await mkdir(path.dirname(path.resolve(file)), { recursive: true });
		const isNew = await stat(file).then(
			(s) => s.size === 0,
			() => true,
		);
		await appendFile(file, isNew && header ? `${header}\n${lines}` : lines);
		const handle = await open(file, 'r+');
		await handle.sync().finally(() => handle.close());
	} catch (error) {
		const code = errorCode(error) || 'unknown';
		throw new CdpError(`The file cannot be written (${code}).`, {
			code: 'FILE_WRITE',
			fault: 'system',
			retry: code === 'ENOSPC',
			next: 'Check the path, the rights and the free space.',
			cause: error,
		});
	}
}
