import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../../core/delivery/normalise/hash';
import { phone } from '../../../core/delivery/normalise/phone';
import { Unusable, type Normaliser } from '../../../core/delivery/normalise/unusable';
import {
	googleEmail,
	googleFamilyName,
	googleGivenName,
	spacelessEmail,
	uid2Email,
} from '../../../core/delivery/normalise/vendors';

interface Vector {
	vendor: string;
	field: string;
	input: string | null;
	normalized: string | null;
	hex: string | null;
	base64: string | null;
}

const FILE = join(__dirname, '..', '..', '..', '..', 'shared', 'data', 'vectors', 'hash-vectors.json');
const there = existsSync(FILE);
if (!there) console.warn('../shared/data is not here: the vendors’ hash vectors are not tried.');
const vectors = there ? (JSON.parse(readFileSync(FILE, 'utf8')) as { vectors: Vector[] }).vectors : [];

const RULES: Record<string, Normaliser> = {
	'google email': googleEmail,
	'google phone': phone(),
	'google given_name': googleGivenName,
	'google family_name': googleFamilyName,
	'uid2 email': uid2Email,
	'uid2 phone': phone(),
	'tiktok email': spacelessEmail,
	'tiktok phone': phone(),
};

(there ? describe : describe.skip)('Vectors of the vendors', () => {
	it.each(vectors)('$vendor $field: $input', ({ vendor, field, input, normalized, hex, base64 }) => {
		const rule = RULES[`${vendor} ${field}`];
		expect(rule).toBeDefined();
		const value = rule?.(input ?? '', {});
		if (normalized === null) return expect(value).toBeInstanceOf(Unusable);
		expect(value).toBe(normalized);
		expect([sha256(normalized), sha256(normalized, 'base64')]).toEqual([hex, base64]);
	});
});
