import { Client } from 'pg';
import { openPostgres } from '../../store/engines/postgres';

const url = process.env['CDP_TEST_POSTGRES_URL'];

/** Needs a server, so it runs where the contract does; without one the suites above say so. */
(url ? describe : describe.skip)('A PostgreSQL database of bytes', () => {
	const name = `bytes_${process.pid}`;
	const run = async (text: string): Promise<void> => {
		const client = new Client({ connectionString: url });
		await client.connect();
		await client.query(text).finally(() => client.end());
	};
	beforeAll(() => run(`CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`));
	afterAll(() => run(`DROP DATABASE ${name}`));

	it('is refused, with what to do', async () => {
		const other = new URL(url ?? '');
		other.pathname = `/${name}`;
		await expect(openPostgres(other.toString())).rejects.toMatchObject({ code: 'STORE_ENCODING', retry: false });
	});
});
