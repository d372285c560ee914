import { InputError } from '../model/errors';
import type { DestinationField } from '../model/delivery';
import type { Json, JsonObject } from '../model/json';
import type { Destination } from './destination';

/**
 * The config with defaults, checked field by field. A key may be written as the form labels it (`API base URL` for `baseUrl`).
 * Throws `InputError` DESTINATION_CONFIG.
 */
export function readConfig(destination: Destination, given: JsonObject): JsonObject {
	const config: JsonObject = {};
	for (const [key, value] of Object.entries(given)) config[fieldOf(destination, key)?.key ?? key] = value;
	for (const field of destination.fields) {
		const value = config[field.key] ?? field.default;
		if (value === undefined || value === '') delete config[field.key];
		else config[field.key] = checked(destination, field, value);
	}
	const missing = destination.fields.filter((field) => field.required && config[field.key] === undefined);
	if (missing.length > 0)
		throw wrong(
			`${destination.name} needs ${missing.map(({ label }) => `“${label}”`).join(', ')}.`,
			'Fill in the field.',
		);
	return config;
}

/** The config with a speaking placeholder for whatever is required and missing, e.g. `AUDIENCE_ID`: for dry runs. */
export function placeholderConfig(destination: Destination, given: JsonObject): JsonObject {
	const known = new Set(Object.keys(given).map((key) => fieldOf(destination, key)?.key ?? key));
	const wanted = destination.fields.filter(
		({ key, required, type }) => !known.has(key) && (required || type === 'secret'),
	);
	return readConfig(destination, {
		...Object.fromEntries(wanted.map((field) => [field.key, placeholder(field)])),
		...given,
	});
}

/** The config with every secret replaced by its placeholder: what is shown must not give it away. */
export function withoutSecrets(destination: Destination, config: JsonObject): JsonObject {
	const secrets = destination.fields.filter(({ key, type }) => type === 'secret' && config[key] !== undefined);
	return { ...config, ...Object.fromEntries(secrets.map((field) => [field.key, placeholder(field)])) };
}

function placeholder({ key, type, options }: DestinationField): Json {
	if (type === 'number') return 1;
	if (type === 'boolean') return false;
	return options?.[0]?.value ?? key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

function fieldOf({ fields }: Destination, key: string): DestinationField | undefined {
	const exact = fields.find((field) => field.key === key);
	return exact ?? fields.find((field) => [plain(field.key), plain(field.label)].includes(plain(key)));
}

function checked({ name }: Destination, field: DestinationField, value: Json): Json {
	if (field.type === 'number') {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number === 'number' && Number.isFinite(number)) return number;
		throw wrong(`“${field.label}” of ${name} must be a number.`, 'Correct the field.');
	}
	if (field.type === 'boolean') {
		if (typeof value === 'boolean') return value;
		if (value === 'true' || value === 'false') return value === 'true';
		throw wrong(`“${field.label}” of ${name} must be true or false.`, 'Correct the field.');
	}
	if (typeof value !== 'string' && typeof value !== 'number')
		throw wrong(`“${field.label}” of ${name} must be a text.`, 'Correct the field.');
	const text = String(value).trim();
	if (field.type === 'options' && !field.options?.some((option) => option.value === text))
		throw wrong(
			`“${field.label}” of ${name} must be one of ${(field.options ?? []).map((option) => option.value).join(', ')}.`,
			'Correct the field.',
		);
	return text;
}

function wrong(message: string, next: string): InputError {
	return new InputError(message, next, 'DESTINATION_CONFIG');
}
