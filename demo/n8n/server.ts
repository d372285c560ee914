import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NODE } from '../root';
import { cleanEnvironment, lastLines, runCommand } from './command';
import type { Environment } from './command';
import { N8N_PROGRAM } from './install';

export interface N8nOptions {
	userFolder: string;
	/** The editor and the webhooks; the task broker takes the next port. */
	port: number;
	log: string;
	env?: Environment;
}

export interface N8nServer {
	url: string;
	process: ChildProcess;
	/** Ends n8n as Ctrl-C does, by force after ten seconds. */
	stop(): Promise<void>;
}

const BOOT_MS = 180_000;
const STOP_MS = 10_000;

/** n8n as a user runs it, without its calls home, its pop-ups, and other people's ports. */
export function n8nEnvironment(options: N8nOptions): Environment {
	return cleanEnvironment({
		N8N_USER_FOLDER: options.userFolder,
		N8N_PORT: String(options.port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${options.port}`,
		N8N_RUNNERS_BROKER_PORT: String(options.port + 1),
		N8N_ENCRYPTION_KEY: 'sample-shop-on-this-machine-only',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
		NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
		...options.env,
	});
}

/** Starts n8n and waits until it is ready to work. */
export async function startN8n(options: N8nOptions): Promise<N8nServer> {
	mkdirSync(dirname(options.log), { recursive: true });
	const sink = openSync(options.log, 'a');
	const env = n8nEnvironment(options);
	const child = spawn(NODE, [N8N_PROGRAM, 'start'], { env, stdio: ['ignore', sink, sink] });
	const killWithUs = () => child.kill('SIGKILL');
	process.once('exit', killWithUs);
	const url = `http://127.0.0.1:${options.port}`;
	const stop = async () => {
		process.off('exit', killWithUs);
		await stopChild(child);
	};
	try {
		await waitUntilReady(url, child, options.log);
	} catch (error) {
		await stop();
		throw error;
	}
	return { url, process: child, stop };
}

/** One command of n8n's CLI, e.g. `export:nodes`. */
export async function runN8n(args: string[], options: N8nOptions): Promise<void> {
	await runCommand(NODE, [N8N_PROGRAM, ...args], {
		env: n8nEnvironment(options),
		log: options.log,
		timeoutMs: BOOT_MS,
	});
}

async function waitUntilReady(url: string, child: ChildProcess, log: string): Promise<void> {
	const deadline = Date.now() + BOOT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) break;
		if (await isReady(url)) return;
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	throw new N8nFailed(
		`n8n did not start (exit code ${child.exitCode ?? 'none'}):\n${lastLines(log, 20)}\n(all of it: ${log})`,
	);
}

async function isReady(url: string): Promise<boolean> {
	try {
		// /healthz answers before the database is migrated; this one after.
		if (!(await fetch(`${url}/healthz/readiness`)).ok) return false;
		return (await fetch(`${url}/rest/settings`)).ok;
	} catch {
		return false;
	}
}

async function stopChild(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
	await ended;
	clearTimeout(timer);
}

/** n8n, or a request to it, did not do what was asked. */
export class N8nFailed extends Error {
	override name = 'N8nFailed';
}

export function logFile(folder: string, name: string): string {
	return join(folder, 'logs', `${name}.log`);
}
