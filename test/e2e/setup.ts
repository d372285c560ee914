import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAdPlatform } from '../../demo/ad-platform/server';
import type { AdPlatform } from '../../demo/ad-platform/server';
import { N8nClient } from '../../demo/n8n/client';
import { installHost } from '../../demo/n8n/install';
import { installPackage, packPackage } from '../../demo/n8n/package';
import { logFile, startN8n } from '../../demo/n8n/server';
import type { N8nServer } from '../../demo/n8n/server';
import { generateShop, writeShop } from '../../demo/shop/generate';
import { freePorts } from './ports';
import { hostFile } from './host';
import type { SharedHost } from './host';

interface Running {
	server: N8nServer;
	platform: AdPlatform;
	folder: string;
}

const running = globalThis as unknown as { cdpE2e?: Running };

/** Before the first end-to-end test: n8n with the package as a user has it, the sample shop, the ad platform. */
export default async function setup(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'cdp-e2e-'));
	const userFolder = join(folder, 'n8n');
	const shopFolder = join(folder, 'shop');
	await installHost((line) => console.log(line));
	const tarball = await packPackage(join(folder, 'package'), logFile(folder, 'pack'));
	await installPackage(tarball, userFolder, logFile(folder, 'install'));
	writeShop(shopFolder, generateShop({ today: Date.now() }));
	const platform = await startAdPlatform(0);
	const [port] = await freePorts();
	const env = { N8N_RESTRICT_FILE_ACCESS_TO: shopFolder };
	const server = await startN8n({ userFolder, port, log: logFile(folder, 'n8n'), env });
	running.cdpE2e = { server, platform, folder };
	await new N8nClient(server.url).login();
	const storeFile = join(userFolder, '.n8n', 'n8n-nodes-cdp', 'store.db');
	const host: SharedHost = {
		folder,
		userFolder,
		tarball,
		n8nUrl: server.url,
		platformUrl: platform.url,
		storeFile,
		shopFolder,
	};
	writeFileSync(hostFile(), JSON.stringify(host));
}

/** After the last: everything is gone again. */
export async function stopAll(): Promise<void> {
	await running.cdpE2e?.server.stop();
	await running.cdpE2e?.platform.close();
	if (running.cdpE2e && !process.env['CDP_KEEP_E2E']) rmSync(running.cdpE2e.folder, { recursive: true, force: true });
	rmSync(hostFile(), { force: true });
}
