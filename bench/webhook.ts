import { startHost } from './host';
import { requestsPerSecond } from './load';
import { row, type Bench } from './row';
import { inTemporaryFolder, median } from './temporary';

const ROUNDS = 5;
const BODY = JSON.stringify({ event: 'Viewed', anonymousId: 'bench', properties: { path: '/' } });

/**
 * Our collector through n8n's webhook against an empty node's webhook on the same n8n, in turn.
 * With the legacy expression engine: the default one acquires an isolate a request, waits for which hide what we add.
 */
export const webhook: Bench = (scale) =>
	inTemporaryFolder(async (folder) => {
		const { server, ours, empty } = await startHost(folder, { N8N_EXPRESSION_ENGINE: 'legacy' });
		try {
			const seconds = Math.max(2, Math.round(8 * scale));
			for (const url of [ours, empty]) await requestsPerSecond(url, BODY, 2);
			const rounds: Array<[number, number]> = [];
			for (let i = 0; i < ROUNDS; i++)
				rounds.push([await requestsPerSecond(ours, BODY, seconds), await requestsPerSecond(empty, BODY, seconds)]);
			return [
				row(
					"through n8n's webhook",
					median(rounds.map(([a]) => a)),
					median(rounds.map(([, b]) => b)),
					{ atLeast: 0.9 },
					"requests/s, 20 connections, n8n's legacy expression engine; reference: an empty node, in turn",
				),
			];
		} finally {
			await server.stop();
		}
	});
