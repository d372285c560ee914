import { InputError } from '../../index';

/** What the "CDP Store" credential holds. */
export interface StoreCredential {
	engine?: 'embedded' | 'sqlite' | 'postgres';
	file?: string;
	connection?: 'fields' | 'url';
	connectionUrl?: string;
	host?: string;
	port?: number;
	database?: string;
	user?: string;
	password?: string;
	ssl?: boolean;
}

/** The store URL a credential stands for; undefined means the embedded store in n8n's user folder. */
export function storeUrlOf(credential: StoreCredential): string | undefined {
	switch (credential.engine ?? 'embedded') {
		case 'embedded':
			return undefined;
		case 'sqlite':
			return `sqlite:${required(credential.file, 'File')}`;
		case 'postgres':
			return credential.connection === 'url' ? postgresUrl(credential) : postgresFields(credential);
	}
}

function postgresUrl(credential: StoreCredential): string {
	const url = required(credential.connectionUrl, 'Connection URL');
	if (!/^postgres(ql)?:\/\//.test(url)) {
		throw new InputError(
			'The connection URL does not begin with postgres://',
			'Write it as postgres://user:password@host:5432/database.',
		);
	}
	return url;
}

function postgresFields(credential: StoreCredential): string {
	const user = encodeURIComponent(required(credential.user, 'User'));
	const password = encodeURIComponent(credential.password ?? '');
	const host = required(credential.host, 'Host');
	const database = encodeURIComponent(required(credential.database, 'Database'));
	const ssl = credential.ssl === true ? '?sslmode=require' : '';
	return `postgres://${user}:${password}@${host}:${credential.port ?? 5432}/${database}${ssl}`;
}

function required(value: string | undefined, label: string): string {
	if (value === undefined || value.trim() === '') {
		throw new InputError(
			`"${label}" of the CDP Store credential is empty`,
			`Open the credential and fill in "${label}".`,
		);
	}
	return value.trim();
}
