import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startCollector, type Collector } from '../../collector';
import type { Cdp } from '../../core/cdp';
import { startSite, type Site } from '../../demo/site/server';
import { openLocal } from '../../engine/local';
import { openBrowser } from '../e2e/browser';

const ROOT = path.join(__dirname, '../..');
/** What went over the network, a line each: the evidence of these tests. */
export const NETWORK_LOG = path.join(ROOT, '.cache', 'browser-tag.network.ndjson');

/** A shop with the tag, a collector and a store, and a browser to visit it with. */
export interface Shop {
	cdp: Cdp;
	collector: Collector;
	site: Site;
	/** A visitor without history; `prepare` runs in every page before its own scripts. */
	visitor(options?: { prepare?: string; headers?: Record<string, string> }): Promise<Visitor>;
	close(): Promise<void>;
}

export interface Visitor {
	page: Page;
	context: BrowserContext;
	/** Bodies of requests to the collector, oldest first. */
	sent: Array<{ batch: Array<Record<string, unknown>>; consent: Record<string, unknown> }>;
	/** What pages complained of. */
	errors: string[];
	cookies(): Promise<
		Array<{ name: string; value: string; httpOnly: boolean; secure: boolean; sameSite: string; days: number }>
	>;
	id(): Promise<string | undefined>;
}

/** The browser's own name says that it is headless, and so no person. */
const PERSON = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

export const KEY = 'public-key-of-the-shop';

export async function openShop(): Promise<Shop> {
	execFileSync(process.execPath, [path.join(ROOT, 'scripts/tag.mjs')]);
	mkdirSync(path.dirname(NETWORK_LOG), { recursive: true });
	writeFileSync(NETWORK_LOG, '');
	const folder = mkdtempSync(path.join(tmpdir(), 'cdp-tag-'));
	const cdp = await openLocal(`sqlite:${path.join(folder, 'store.db')}`);
	const allowedOrigins: string[] = ['https://shop.example'];
	const collector = await startCollector({ cdp: logged(cdp), port: 0, publicKey: KEY, source: 'site', allowedOrigins });
	const site = await startSite({ collector: collector.url, key: KEY });
	allowedOrigins.push(site.url);
	const browser = await openBrowser([`--user-agent=${PERSON}`]);
	return {
		cdp,
		collector,
		site,
		visitor: (options) => visit(browser, collector.url, options),
		close: async () => {
			await browser.close();
			await site.close();
			await collector.close();
			await cdp.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** What the collector handed on, as evidence too: the browser reports no beacons of pages that are gone. */
function logged(cdp: Cdp): Cdp {
	const calls: Cdp['ingest']['calls'] = (batch, origin) => {
		appendFileSync(NETWORK_LOG, `${JSON.stringify({ stored: batch })}\n`);
		return cdp.ingest.calls(batch, origin);
	};
	return { ...cdp, ingest: { ...cdp.ingest, calls } };
}

async function visit(
	browser: Browser,
	collector: string,
	options: { prepare?: string; headers?: Record<string, string> } = {},
): Promise<Visitor> {
	const context = await browser.newContext({ extraHTTPHeaders: options.headers ?? {} });
	if (options.prepare) await context.addInitScript(options.prepare);
	const page = await context.newPage();
	const sent: Visitor['sent'] = [];
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
	context.on('request', (request) => {
		const body = request.postData();
		appendFileSync(
			NETWORK_LOG,
			`${JSON.stringify({ method: request.method(), url: request.url(), headers: request.headers(), body })}\n`,
		);
		if (request.url().startsWith(`${collector}/v1/b`) && body) sent.push(JSON.parse(body) as Visitor['sent'][number]);
	});
	context.on('response', (response) => {
		void response.allHeaders().then(
			(headers) =>
				appendFileSync(
					NETWORK_LOG,
					`${JSON.stringify({ status: response.status(), url: response.url(), cookie: headers['set-cookie'] })}\n`,
				),
			() => undefined,
		);
	});
	const cookies = async () =>
		(await context.cookies()).map(({ name, value, httpOnly, secure, sameSite, expires }) => ({
			name,
			value,
			httpOnly,
			secure,
			sameSite,
			days: Math.round((expires - Date.now() / 1000) / 86_400),
		}));
	return {
		page,
		context,
		sent,
		errors,
		cookies,
		id: async () => (await cookies()).find(({ name }) => name === 'cdp_id')?.value,
	};
}

/** Waits until something holds, at most ten seconds. */
export async function until<T>(look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
	for (let i = 0; i < 100; i++) {
		const found = await look();
		if (found) return found;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error('It did not happen within ten seconds');
}
