import { groupBy } from 'lodash';
import type { ICredentialDataDecryptedObject, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { Destination } from '../../core/delivery/destination';
import { destinations } from '../../destinations/registry';
import type { PushRequest } from '../../index';
import { InputError } from '../../index';
import { credentialConfig } from '../shared/destination/credentialConfig';
import { fieldProperties, isOfCredential, parameterName } from '../shared/destination/fieldProperties';
import { refuseHostPath } from '../shared/hostFile';
import type { OperationCall } from '../shared/operation';

/** The fields of all destinations, each shown only for its own. */
export const CONFIG: INodeProperties[] = destinations.flatMap(fieldProperties);

/** The credentials of the node, each asked for only with its destinations; needed only where a secret is. */
export const CREDENTIALS: INodeCredentialDescription[] = Object.entries(
	groupBy(
		destinations.filter(({ credential }) => credential !== undefined),
		({ credential }) => credential?.name,
	),
).map(([name, sharing]) => ({
	name,
	required: false,
	displayOptions: { show: { destination: sharing.map(({ slug }) => slug) } },
	testedBy: sharing.some(({ check }) => check !== undefined) ? 'platformAnswers' : 'secretIsSafe',
}));

/** The destination's fields and, from its credential, its secrets. */
export async function readConfig(call: OperationCall, destination: Destination): Promise<PushRequest['config']> {
	const open = destination.fields.filter((field) => !isOfCredential(field));
	const config: PushRequest['config'] = Object.fromEntries(
		open.map((field) => [field.key, call.parameter<string>(parameterName(destination, field))]),
	);
	if (destination.transport === 'file' && typeof config.path === 'string') {
		await refuseHostPath(config.path);
	}
	return { ...config, ...(await readSecrets(call, destination)) };
}

async function readSecrets(call: OperationCall, destination: Destination): Promise<PushRequest['config']> {
	const { credential } = destination;
	if (credential === undefined) {
		return {};
	}
	if (call.context.getNode().credentials?.[credential.name] === undefined) {
		return withoutCredential(destination, credential.label);
	}
	const held = await call.context.getCredentials<ICredentialDataDecryptedObject>(credential.name, call.itemIndex);
	return credentialConfig(destination, held);
}

function withoutCredential(destination: Destination, label: string): PushRequest['config'] {
	if (destination.check !== undefined || destination.fields.some((field) => isOfCredential(field) && field.required)) {
		throw new InputError(
			`${destination.name} needs a credential`,
			`Choose or create a "CDP ${label}" credential on this node.`,
		);
	}
	return {};
}
