import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** The sample shop's pages on this machine. */
export interface Site {
	url: string;
	close(): Promise<void>;
}

const PAGES = path.join(__dirname, 'pages');
const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
};

/**
 * Serves the pages of a small shop with the browser tag. `collector` and `key` are put into them; the content security
 * policy allows scripts and calls of the site and the collector alone, and nothing inline.
 */
export async function startSite(options: { port?: number; collector: string; key: string }): Promise<Site> {
	const { collector, key, port = 0 } = options;
	const policy = `default-src 'self'; script-src 'self' ${collector}; connect-src 'self' ${collector}; style-src 'self'`;
	const server = createServer((request, response) => {
		const [name = '/'] = (request.url ?? '/').split('?', 1);
		if (name === '/favicon.ico') return void response.writeHead(204).end();
		const file = fileOf(name);
		if (file === undefined) return void response.writeHead(404).end('Not here');
		const type = TYPES[path.extname(file)] ?? 'text/plain';
		const text = readFileSync(path.join(PAGES, file), 'utf8')
			.replaceAll('{{collector}}', collector)
			.replaceAll('{{key}}', key);
		response.writeHead(200, { 'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-store' });
		response.end(text);
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

/** `/` and `/mugs` are pages; routes below `/app` are one page, as in a single-page app. */
function fileOf(name: string): string | undefined {
	const known: Record<string, string> = {
		'/': 'index.html',
		'/mugs': 'mugs.html',
		'/blue-mug': 'blue-mug.html',
		'/cart': 'cart.html',
		'/shop.js': 'shop.js',
		'/shop.css': 'shop.css',
	};
	return name.startsWith('/app') ? 'app.html' : known[name];
}
