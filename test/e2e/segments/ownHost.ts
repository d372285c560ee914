import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient } from '../../../demo/n8n/client';
import { installPackage } from '../../../demo/n8n/package';
import { logFile, startN8n } from '../../../demo/n8n/server';
import type { N8nServer } from '../../../demo/n8n/server';
import { cdp } from '../../../demo/start/store';
import { sharedHost } from '../host';
import { freePorts } from '../ports';

/** An n8n of its own with an empty store, for tests that stop it; `stop` and `start` as often as you like. */
export class OwnHost {
	readonly folder = mkdtempSync(join(tmpdir(), 'cdp-segments-'));
	readonly userFolder = join(this.folder, 'n8n');
	readonly storeFile = join(this.userFolder, '.n8n', 'n8n-nodes-cdp', 'store.db');
	private server: N8nServer | undefined;
	private port = 0;

	async install(): Promise<void> {
		await installPackage(sharedHost().tarball, this.userFolder, logFile(this.folder, 'install'));
		mkdirSync(join(this.storeFile, '..'), { recursive: true });
		[this.port] = await freePorts();
	}

	async start(): Promise<N8nClient> {
		const { userFolder, port } = this;
		this.server = await startN8n({ userFolder, port, log: logFile(this.folder, 'n8n') });
		const client = new N8nClient(this.server.url);
		await client.login();
		return client;
	}

	async stop(): Promise<void> {
		await this.server?.stop();
	}

	/** Ends n8n as a power cut does. */
	async kill(): Promise<void> {
		const child = this.server?.process;
		if (!child || child.exitCode !== null) return;
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.kill('SIGKILL');
		await ended;
	}

	/** Asks the `cdp` command about this store, whether n8n runs or not. */
	cdp<T>(...args: string[]): Promise<T> {
		return cdp<T>(this.storeFile, ...args);
	}

	/** Stores calls, one a line. */
	async import(name: string, lines: string): Promise<void> {
		const file = join(this.folder, `${name}.ndjson`);
		writeFileSync(file, lines);
		await this.cdp('import', file, '--as', 'events');
	}

	async remove(): Promise<void> {
		await this.stop();
		if (!process.env['CDP_KEEP_E2E']) rmSync(this.folder, { recursive: true, force: true });
	}
}
