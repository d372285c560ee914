import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_FOLDER } from '../root';
import { generateShop, writeShop } from '../shop/generate';
import type { Truth } from '../shop/truth';

export const SHOP_FOLDER = join(RUN_FOLDER, 'shop');
/** n8n's user folder; the embedded store lies in it. */
export const USER_FOLDER = join(RUN_FOLDER, 'n8n');
export const STORE_FOLDER = join(USER_FOLDER, '.n8n', 'n8n-nodes-cdp');
/** What the ad platform stand-in holds. */
export const PLATFORM_FILE = join(RUN_FOLDER, 'ad-platform.json');
/** Nothing of the sample happens within two hours of the end of a window, so that long its truth holds. */
const HOLDS_MS = 100 * 60_000;

/** The truth about the sample data that is already there, while it still holds. */
export function existingTruth(now: number): Truth | undefined {
	const file = join(SHOP_FOLDER, 'truth.json');
	if (!existsSync(file)) return undefined;
	const truth = JSON.parse(readFileSync(file, 'utf8')) as Truth;
	return now - Date.parse(truth.today) < HOLDS_MS ? truth : undefined;
}

/** Removes n8n's data and the store: the next run is a first run. */
export function clearRun(): void {
	for (const folder of [USER_FOLDER, SHOP_FOLDER, join(RUN_FOLDER, 'logs')])
		rmSync(folder, { recursive: true, force: true });
}

/** Sample data that ends now; with it goes the store, since its windows have moved. */
export function makeSample(now: number): Truth {
	rmSync(STORE_FOLDER, { recursive: true, force: true });
	rmSync(SHOP_FOLDER, { recursive: true, force: true });
	rmSync(PLATFORM_FILE, { force: true });
	const data = generateShop({ today: now });
	writeShop(SHOP_FOLDER, data);
	return data.truth;
}
