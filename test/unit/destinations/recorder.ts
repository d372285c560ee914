import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { HttpResponse } from '../../../core/ports';

interface Seen {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** A server on the loopback address that records the bytes on the wire and answers as told, in order. */
export class Recorder {
	seen: Seen[] = [];
	private replies: HttpResponse[] = [];
	private readonly server: Server = createServer((req, res) => {
		const chunks: Buffer[] = [];
		req.on('data', (chunk: Buffer) => chunks.push(chunk));
		req.on('end', () => {
			const bytes = Buffer.concat(chunks);
			const body = (req.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
			this.seen.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers, body });
			const reply = this.replies.shift() ?? { status: 599, headers: {}, body: 'nothing more was expected' };
			res.writeHead(reply.status, reply.headers).end(reply.body);
		});
	});

	/** Resolves to the address, without a slash at the end. */
	start(): Promise<string> {
		return new Promise((done) =>
			this.server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`)),
		);
	}

	/** Forgets what it saw; the next requests get these answers. */
	answer(replies: HttpResponse[]): void {
		this.seen = [];
		this.replies = [...replies];
	}

	stop(): Promise<unknown> {
		return new Promise((done) => this.server.close(done));
	}
}
