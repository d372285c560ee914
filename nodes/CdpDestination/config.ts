import type { ICredentialDataDecryptedObject, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { Destination } from '../../core/delivery/destination';
import { destinations } from '../../destinations/registry';
import type { PushRequest } from '../../index';
import { InputError } from '../../index';
import { fieldProperties, parameterName } from '../shared/destination/fieldProperties';
import { refuseHostPath } from '../shared/hostFile';
import type { OperationCall } from '../shared/operation';

/** The fields of all destinations, each shown only for its own. */
export const CONFIG: INodeProperties[] = destinations.flatMap(fieldProperties);

/** The credential with the secrets of a destination, e.g. `cdpWebhookApi`. */
export function credentialName(destination: Destination): string {
	const slug = parameterName(destination, { key: '', label: '', type: 'secret', description: '' });
	return `cdp${slug.charAt(0).toUpperCase()}${slug.slice(1)}Api`;
}

/** The credentials of the node, each asked for only with its destination; needed only where a secret is. */
export const CREDENTIALS: INodeCredentialDescription[] = destinations.filter(hasSecrets).map((destination) => ({
	name: credentialName(destination),
	required: false,
	displayOptions: { show: { destination: [destination.slug] } },
	testedBy: 'secretIsSafe',
}));

function hasSecrets(destination: Destination): boolean {
	return destination.fields.some(({ type }) => type === 'secret');
}

/** The destination's fields and, from its credential, its secrets. */
export async function readConfig(call: OperationCall, destination: Destination): Promise<PushRequest['config']> {
	const open = destination.fields.filter(({ type }) => type !== 'secret');
	const config: PushRequest['config'] = Object.fromEntries(
		open.map((field) => [field.key, call.parameter<string>(parameterName(destination, field))]),
	);
	if (destination.transport === 'file' && typeof config.path === 'string') {
		await refuseHostPath(config.path);
	}
	return { ...config, ...(await readSecrets(call, destination)) };
}

async function readSecrets(call: OperationCall, destination: Destination): Promise<PushRequest['config']> {
	const secrets = destination.fields.filter(({ type }) => type === 'secret');
	const name = credentialName(destination);
	if (secrets.length === 0) {
		return {};
	}
	if (call.context.getNode().credentials?.[name] === undefined) {
		return withoutCredential(destination);
	}
	const held = await call.context.getCredentials<ICredentialDataDecryptedObject>(name, call.itemIndex);
	return Object.fromEntries(secrets.flatMap(({ key }) => (typeof held[key] === 'string' ? [[key, held[key]]] : [])));
}

function withoutCredential(destination: Destination): PushRequest['config'] {
	if (destination.fields.some(({ type, required }) => type === 'secret' && required === true)) {
		throw new InputError(
			`${destination.name} needs a credential`,
			`Choose or create a "CDP ${destination.name}" credential on this node.`,
		);
	}
	return {};
}
