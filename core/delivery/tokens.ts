import type { JsonObject } from '../model/json';
import type { Clock, HttpResponse } from '../ports';
import type { OutgoingRequest } from '../model/delivery';
import type { Destination } from './destination';

/** A token is renewed this long before it ends. */
const MARGIN_MS = 60_000;

/** Puts an access token that is good for some time into the config. */
export type TokenHolder = (
	destination: Destination,
	config: JsonObject,
	options: { send(request: OutgoingRequest): Promise<HttpResponse>; renew?: boolean },
) => Promise<JsonObject>;

/** Keeps access tokens in memory (never in the store), one for each client and refresh token. */
export function tokenHolder(clock: Clock): TokenHolder {
	const held = new Map<string, { accessToken: string; until: number }>();
	return async (destination, config, { send, renew = false }) => {
		const { authorisation } = destination;
		const request = authorisation?.request(config);
		if (!authorisation || !request || (config['accessToken'] && !renew)) return config;
		const key = `${request.url} ${request.body} ${request.headers['authorization'] ?? ''}`;
		const known = held.get(key);
		if (known && !renew && known.until > clock.now()) return { ...config, accessToken: known.accessToken };
		const token = authorisation.read(await send(request));
		// Without a token the platform itself says what is wrong with the credential.
		if (!token) return config;
		held.set(key, { accessToken: token.accessToken, until: clock.now() + token.expiresInSeconds * 1000 - MARGIN_MS });
		return { ...config, accessToken: token.accessToken };
	};
}
