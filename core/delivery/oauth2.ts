import type { OutgoingRequest } from '../model/delivery';
import type { JsonObject } from '../model/json';
import type { HttpResponse } from '../ports';
import { jsonBody } from './answer';

/** How a platform hands out access tokens. */
export interface Authorisation {
	/** The request for a new token; undefined when the config has no means to get one (then its accessToken is all there is). */
	request(config: JsonObject): OutgoingRequest | undefined;
	/** The token in the answer; undefined when there is none. */
	read(response: HttpResponse): Token | undefined;
}

export interface Token {
	accessToken: string;
	/** How long it is good for; an hour when the platform does not say. */
	expiresInSeconds: number;
}

export interface OAuth2Options {
	tokenUrl: string | ((config: JsonObject) => string);
	grant: 'refresh_token' | 'client_credentials';
	/** Client id and secret in the body (default) or as basic auth. */
	client?: 'body' | 'basic';
	body?: 'form' | 'json';
	scope?: string;
	/** Further fields of the token request. */
	extra?: (config: JsonObject) => Record<string, string>;
}

const HOUR_SECONDS = 3600;

/** OAuth 2 (RFC 6749, 4.4 and 6) from the fields `clientId`, `clientSecret` and `refreshToken`. */
export function oauth2(options: OAuth2Options): Authorisation {
	return {
		request: (config) => tokenRequest(config, options),
		read: (response) => {
			const answer = response.status < 300 ? jsonBody(response) : undefined;
			const accessToken = answer?.['access_token'];
			if (typeof accessToken !== 'string') return undefined;
			return { accessToken, expiresInSeconds: Number(answer?.['expires_in']) || HOUR_SECONDS };
		},
	};
}

function tokenRequest(config: JsonObject, options: OAuth2Options): OutgoingRequest | undefined {
	const { tokenUrl, grant, client = 'body', body = 'form', scope, extra } = options;
	const [id, secret] = [text(config['clientId']), text(config['clientSecret'])];
	const refresh = text(config['refreshToken']);
	if (!id || (grant === 'refresh_token' ? !refresh : !secret)) return undefined;
	const values: Record<string, string> = {
		grant_type: grant,
		...(client === 'body' ? { client_id: id, ...(secret ? { client_secret: secret } : {}) } : {}),
		...(grant === 'refresh_token' ? { refresh_token: refresh } : {}),
		...(scope ? { scope } : {}),
		...extra?.(config),
	};
	const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
	return {
		method: 'POST',
		url: typeof tokenUrl === 'string' ? tokenUrl : tokenUrl(config),
		headers: {
			'content-type': body === 'form' ? 'application/x-www-form-urlencoded' : 'application/json',
			...(client === 'basic' ? { authorization: basic } : {}),
		},
		body: body === 'form' ? new URLSearchParams(values).toString() : JSON.stringify(values),
	};
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
