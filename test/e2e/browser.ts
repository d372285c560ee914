import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { LOGIN } from '../../demo/n8n/client';

const PROGRAM = process.env['CDP_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
/** Headless, as root, and without calls home. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export async function openBrowser(more: string[] = []): Promise<Browser> {
	return chromium.launch({ executablePath: PROGRAM, args: [...FLAGS, ...more] });
}

/** A page of the editor, logged in through the form as a person does. */
export async function openEditor(browser: Browser, url: string): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1500, height: 900 }, deviceScaleFactor: 1 });
	await page.goto(`${url}/signin`);
	await page.locator('input[type=email], input[name=emailOrLdapLoginId]').first().fill(LOGIN.email);
	await page.locator('input[type=password]').first().fill(LOGIN.password);
	await page.locator('[data-test-id=form-submit-button]').click();
	await page.waitForURL((address) => !address.pathname.includes('signin'));
	return page;
}

/** Names of the canvas' nodes, and the addresses of those of our pictures that did not load. */
export async function readCanvas(page: Page): Promise<{ nodes: string[]; brokenIcons: string[]; icons: number }> {
	await page.locator('[data-test-id=canvas-node]').first().waitFor();
	await page.waitForLoadState('networkidle');
	const nodes = await page.evaluate<string[]>(NODE_NAMES);
	const pictures = await page.evaluate<Array<{ src: string; width: number }>>(PICTURES);
	const ours = pictures.filter(({ src }) => src.includes('n8n-nodes-cdp'));
	return { nodes, icons: ours.length, brokenIcons: ours.filter(({ width }) => width === 0).map(({ src }) => src) };
}

/** Run in the page, so they are texts: this side has no types of the browser's. */
const NODE_NAMES = `[...document.querySelectorAll('[data-test-id=canvas-node]')].map((node) => node.dataset.nodeName ?? '')`;
const PICTURES = `[...document.querySelectorAll('[data-test-id=canvas-node] img')].map((one) => ({ src: one.src, width: one.naturalWidth }))`;
