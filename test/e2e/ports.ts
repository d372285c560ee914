import { createServer } from 'node:net';

/** Two neighbouring free ports, one for n8n and one for its task broker; answers with the first. */
export async function freePorts(): Promise<[number, number]> {
	for (;;) {
		const port = await listen(0);
		if ((await listen(port + 1).catch(() => 0)) === port + 1) return [port, port + 1];
	}
}

/** Opens and closes a port; 0 takes any. */
function listen(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer().on('error', reject);
		probe.listen(port, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address ? address.port : port));
		});
	});
}
