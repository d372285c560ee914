import { StoreError } from '../../core/model/errors';
import { type Ddl } from './migration';
import { BEFORE_RELEASE, migrations, SCHEMA_VERSION } from './registry';

/** The little a migration needs of a connection that already holds the migration lock. */
export interface MigrationConnection {
	ddl: Ddl;
	/** 0 for a new store, undefined when the database belongs to somebody else. */
	version(): Promise<number | undefined>;
	execute(sql: string): Promise<void>;
	setVersion(version: number): Promise<void>;
}

/** Brings a store to this code's schema. Throws StoreError STORE_NEWER, STORE_TOO_OLD or STORE_FOREIGN and then changes nothing. */
export async function migrate(connection: MigrationConnection): Promise<void> {
	const version = await connection.version();
	if (version === undefined) {
		throw new StoreError('This database holds tables of another program.', {
			code: 'STORE_FOREIGN',
			fault: 'user',
			retry: false,
			next: 'Name a new file or schema for the profile store.',
		});
	}
	if (version > SCHEMA_VERSION) {
		throw new StoreError(
			`The store was written by a newer release (schema ${version}, this one knows ${SCHEMA_VERSION}).`,
			{
				code: 'STORE_NEWER',
				fault: 'user',
				retry: false,
				next: 'Update n8n-nodes-cdp to the release that wrote it, or open another store.',
			},
		);
	}
	if (version === BEFORE_RELEASE) {
		throw new StoreError('The store was made before the first release, by a schema that is no longer read.', {
			code: 'STORE_TOO_OLD',
			fault: 'user',
			retry: false,
			next: 'Name a new file or schema for the profile store and import the sources again.',
		});
	}
	for (const migration of migrations.slice(Math.max(0, version - BEFORE_RELEASE))) {
		for (const statement of migration.statements(connection.ddl)) await connection.execute(statement);
	}
	if (version < SCHEMA_VERSION) await connection.setVersion(SCHEMA_VERSION);
}
