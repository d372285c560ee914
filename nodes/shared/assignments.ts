import type { AssignmentCollectionValue, JsonObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import { InputError } from '../../index';

/** The name-value pairs of an assignment collection, objects and arrays parsed. */
export function assignedValues(collection: Partial<AssignmentCollectionValue>): Record<string, unknown> {
	const pairs = (collection.assignments ?? []).map(
		({ name, type, value }) => [named(name), typed(type, value)] as const,
	);
	if (pairs.length === 0) {
		throw new InputError('Nothing is set', 'Add at least one field with a name and a value.');
	}
	return Object.fromEntries(pairs);
}

function named(name: string): string {
	if (name.trim() === '') {
		throw new InputError('A field has no name', 'Give every field a name.');
	}
	return name.trim();
}

function typed(type: string | undefined, value: unknown): unknown {
	if (type === 'number' && typeof value === 'string' && value.trim() !== '') {
		return Number(value);
	}
	return (type === 'object' || type === 'array') && typeof value === 'string' ? jsonParse<JsonObject>(value) : value;
}
