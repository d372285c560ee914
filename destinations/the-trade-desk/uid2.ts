import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { chunk } from 'lodash';
import { at, failed } from '../../core/delivery/answer';
import type { Batch, Step, Verdict } from '../../core/delivery/destination';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { valuesOf } from '../shared/values';
import { VERSIONS } from '../versions';

/** Most identifiers that the operator maps at once. */
const MOST = 5_000;
const OPERATORS: Record<string, string> = { UID2: 'https://prod.uidapi.com', EUID: 'https://prod.euid.eu' };
const NONCE = { start: 8, end: 16 };
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Raw ids of a hash, the previous one too while it may still be in use; or why there is none. */
export type Mapped = { ids: string[] } | { why: string };

/** Asks the operator (POST /v3/identity/map) for the raw ids of all hashed addresses and numbers of a batch. */
export function* identityMap(batch: Batch): Generator<Step, Map<string, Mapped> | Verdict, HttpResponse> {
	const mapped = new Map<string, Mapped>();
	const wanted = ['email', 'phone'].flatMap((type) =>
		[...valuesOf(batch, [type]).keys()].map((hash) => ({ type, hash })),
	);
	if (!batch.config['operatorKey'] || !batch.config['operatorSecret']) return mapped;
	for (const [i, some] of chunk(wanted, MOST).entries()) {
		const envelope = new Envelope(String(batch.config['operatorSecret']), `${batch.idempotencyKey}.${i}`);
		const of = (type: string) => some.filter((one) => one.type === type).map(({ hash }) => hash);
		const [email_hash, phone_hash] = [of('email'), of('phone')];
		const response = yield {
			request: request(batch, envelope.seal({ email_hash, phone_hash }, batch.now)),
			assume: envelope.answer({ body: { email_hash: email_hash.map(assumed), phone_hash: phone_hash.map(assumed) } }),
		};
		const answer = response.status === 200 ? envelope.open(response.body) : undefined;
		if (!answer) return unanswered(response, batch);
		email_hash.forEach((hash, place) => mapped.set(hash, read(answer, 'email_hash', place)));
		phone_hash.forEach((hash, place) => mapped.set(hash, read(answer, 'phone_hash', place)));
	}
	return mapped;
}

const assumed = (hash: string): JsonObject => ({ u: `RAW_ID_OF_${hash}`, p: null });

function request({ config }: Batch, body: string): OutgoingRequest {
	const operator = String(config['operatorUrl'] ?? OPERATORS[String(config['idSpace'])]).replace(/\/+$/, '');
	return {
		method: 'POST',
		url: `${operator}/${VERSIONS.uid2.version}/identity/map`,
		headers: { authorization: `Bearer ${String(config['operatorKey'])}`, 'content-type': 'text/plain' },
		body,
	};
}

function unanswered(response: HttpResponse, { now }: Batch): Verdict {
	if (response.status === 200)
		return { outcome: 'retry', reason: 'the answer of the UID2 operator cannot be decrypted' };
	const verdict = failed(response, now);
	return verdict.outcome === 'done' ? verdict : { ...verdict, reason: `UID2 operator: ${verdict.reason}` };
}

function read(answer: JsonObject, kind: string, place: number): Mapped {
	const list = at(answer, ['body', kind]);
	const one = Array.isArray(list) ? list[place] : undefined;
	const ids = [at(one, ['u']), at(one, ['p'])].filter((id): id is string => typeof id === 'string');
	if (ids.length > 0) return { ids };
	return { why: at(one, ['e']) === 'optout' ? 'the person opted out of the id' : 'the operator has no id for it' };
}

/**
 * What the operator wants around its JSON: AES-256-GCM under the client secret, with time and nonce
 * (unifiedid.com/docs/getting-started/gs-encryption-decryption). The vector comes from what is encrypted: it never
 * repeats for another text.
 */
export class Envelope {
	private readonly key: Buffer;
	private readonly nonce: Buffer;

	constructor(secret: string, seed: string) {
		const bytes = Buffer.from(secret, 'base64');
		// A dry run has a placeholder for a secret. The operator refuses whatever a wrong one encrypts.
		this.key = bytes.length === 32 ? bytes : createHash('sha256').update(secret).digest();
		this.nonce = createHmac('sha256', this.key)
			.update(seed)
			.digest()
			.subarray(0, NONCE.end - NONCE.start);
	}

	seal(json: JsonObject, now: number): string {
		return Buffer.concat([Buffer.from([1]), this.encrypted(json, now)]).toString('base64');
	}

	/** As the operator would answer. */
	answer(json: JsonObject): string {
		return this.encrypted(json, 0).toString('base64');
	}

	open(body: string): JsonObject | undefined {
		try {
			const bytes = Buffer.from(body, 'base64');
			const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV_BYTES));
			decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
			const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
			if (!plain.subarray(NONCE.start, NONCE.end).equals(this.nonce)) return undefined;
			const json = JSON.parse(plain.subarray(NONCE.end).toString('utf8')) as Json;
			return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
		} catch {
			return undefined;
		}
	}

	private encrypted(json: JsonObject, now: number): Buffer {
		const time = Buffer.alloc(NONCE.start);
		time.writeBigInt64BE(BigInt(now));
		const plain = Buffer.concat([time, this.nonce, Buffer.from(JSON.stringify(json))]);
		const iv = createHmac('sha256', this.key).update(plain).digest().subarray(0, IV_BYTES);
		const cipher = createCipheriv('aes-256-gcm', this.key, iv);
		return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
	}
}
