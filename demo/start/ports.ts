import { createServer } from 'node:net';
import { WrongUse } from './options';

/** Refuses to begin where another program listens: n8n would fail late, or another n8n would answer in its place. */
export async function requireFreePorts(ports: Record<string, number>): Promise<void> {
	for (const [what, port] of Object.entries(ports)) {
		if (await isFree(port)) continue;
		throw new WrongUse(
			`Port ${port} of this machine, meant for ${what}, is taken (another \`npm start\`?). Choose others with --port N.`,
		);
	}
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer().on('error', () => resolve(false));
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
	});
}
