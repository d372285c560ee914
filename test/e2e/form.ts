import type { Locator, Page } from 'playwright-core';

/** Opens the form of a node on the canvas. */
export async function openForm(page: Page, node: string): Promise<void> {
	await page.locator(`[data-test-id=canvas-node][data-node-name="${node}"]`).dblclick();
	await page.getByText('Operation', { exact: true }).first().waitFor();
}

/** Takes an entry of a menu such as "Add Condition". */
export async function add(page: Page, menu: string, entry: string): Promise<void> {
	await page.getByPlaceholder(menu, { exact: true }).click();
	await entryOf(page, entry).click();
}

/** Takes another entry of a drop-down field, by the name of its parameter. */
export async function select(page: Page, parameter: string, entry: string): Promise<void> {
	await page.locator(`[data-test-id=parameter-input-${parameter}]`).first().click();
	await entryOf(page, entry).click();
}

/** The entries of n8n's drop-downs stay in the page when they are closed: only one of that name is to be seen. */
function entryOf(page: Page, entry: string): Locator {
	const named = page
		.locator('.el-select-dropdown__item:visible')
		.filter({ has: page.getByText(entry, { exact: true }) });
	return named.first();
}

/** Takes the first entry of a searchable list, and answers with what the list offered. */
export async function takeFirst(page: Page, list: Locator): Promise<string> {
	await list.scrollIntoViewIfNeeded();
	await list.locator('input[data-test-id=rlc-input]').click();
	const first = page.locator('[data-test-id=rlc-item]:visible').first();
	await first.waitFor();
	const offered = (await first.textContent())?.trim() ?? '';
	await first.click();
	return offered;
}

/** Takes the entry of this name, found by typing it. */
export async function take(page: Page, parameter: string, entry: string): Promise<void> {
	await page.locator(`[data-test-id=resource-locator-${parameter}] input[data-test-id=rlc-input]`).first().click();
	await page.locator('[data-test-id=rlc-search]:visible').fill(entry);
	await page.locator('[data-test-id=rlc-item]:visible', { hasText: entry }).first().click();
}

/** The first searchable list in which nothing is chosen yet; optional ones are named in `but`. */
export async function emptyList(page: Page, but: string[]): Promise<Locator | undefined> {
	for (const list of await page.locator('[data-test-id^=resource-locator-]').all()) {
		const name = (await list.getAttribute('data-test-id'))?.replace('resource-locator-', '') ?? '';
		const chosen = await list.locator('input[data-test-id=rlc-input]').inputValue();
		if (chosen === '' && !but.includes(name)) return list;
	}
	return undefined;
}

/** The parameters that the form shows, from above, as often as they are there. */
export async function fieldsOf(page: Page): Promise<string[]> {
	const names = await page.evaluate<string[]>(FIELD_NAMES);
	return names.map((name) => name.replace(/^(parameter-input|fixed-collection)-/, ''));
}

/** Run in the page, so it is text: this side has no types of the browser's. */
const FIELD_NAMES = `[...document.querySelectorAll('[data-test-id^=parameter-input-], [data-test-id^=fixed-collection-]')].map((one) => one.dataset.testId)`;
