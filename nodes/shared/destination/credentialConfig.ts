import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Destination } from '../../../core/delivery/destination';
import type { PushRequest } from '../../../index';
import { isOfCredential } from './fieldProperties';

/** What a credential adds to the config of a destination. */
export function credentialConfig({ fields }: Destination, held: ICredentialDataDecryptedObject): PushRequest['config'] {
	return Object.fromEntries(
		fields.filter(isOfCredential).flatMap(({ key }) => {
			const value = held[key];
			const isPlain = typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
			return isPlain && value !== '' ? [[key, value]] : [];
		}),
	);
}
