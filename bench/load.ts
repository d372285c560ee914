import autocannon from 'autocannon';

const CONNECTIONS = 20;

/** Requests a second that a server answers with 2xx, over 20 connections; throws when any answer was another. */
export async function requestsPerSecond(
	url: string,
	body: string,
	seconds: number,
	headers: Record<string, string> = {},
): Promise<number> {
	const result = await autocannon({
		url,
		method: 'POST',
		body,
		connections: CONNECTIONS,
		duration: seconds,
		headers: { 'content-type': 'application/json', ...headers },
	});
	if (result.non2xx > 0 || result.errors > 0)
		throw new TypeError(`${result.non2xx} answers were not 2xx, ${result.errors} failed`);
	return result['2xx'] / result.duration;
}
