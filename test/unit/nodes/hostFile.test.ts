import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openHostFile, refuseHostPath } from '../../../nodes/shared/hostFile';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'host-file-')));
const at = (...parts: string[]) => join(root, ...parts);

function put(path: string, content = 'x'): string {
	mkdirSync(join(path, '..'), { recursive: true });
	writeFileSync(path, content);
	return path;
}

describe('Reading a file of the n8n host', () => {
	beforeAll(() => {
		process.env.N8N_USER_FOLDER = at('home');
		put(at('home', '.n8n', 'config'), 'secret');
		put(at('data', 'people.csv'), 'id\n1\n');
		put(at('other', 'people.csv'));
		symlinkSync(at('other', 'people.csv'), at('data', 'link.csv'));
		symlinkSync(at('home', '.n8n', 'config'), at('data', 'config.csv'));
	});
	afterEach(() => delete process.env.N8N_RESTRICT_FILE_ACCESS_TO);
	afterAll(() => delete process.env.N8N_USER_FOLDER);

	it('streams it', async () => {
		const { stream, bytes } = await openHostFile(at('data', 'people.csv'));
		expect([await text(stream), bytes]).toEqual(['id\n1\n', 5]);
	});

	it('stays within the folders that n8n may read, also through links', async () => {
		process.env.N8N_RESTRICT_FILE_ACCESS_TO = `/nowhere; ${at('data')}`;
		(await openHostFile(at('data', 'people.csv'))).stream.destroy();
		await expect(openHostFile(at('other', 'people.csv'))).rejects.toThrow('n8n may not use');
		await expect(openHostFile(at('data', 'link.csv'))).rejects.toThrow('n8n may not use');
		await expect(openHostFile(at('data', '..', 'other', 'people.csv'))).rejects.toThrow('n8n may not use');
	});

	it("never reads n8n's own folder, whatever is allowed", async () => {
		process.env.N8N_RESTRICT_FILE_ACCESS_TO = root;
		await expect(openHostFile(at('home', '.n8n', 'config'))).rejects.toThrow('n8n may not use');
		await expect(openHostFile(at('data', 'config.csv'))).rejects.toThrow('n8n may not use');
	});

	it('writes only where it may', async () => {
		await expect(refuseHostPath(at('data', 'new.csv'))).resolves.toBeUndefined();
		await expect(refuseHostPath(at('home', '.n8n', 'config'))).rejects.toThrow('n8n may not use');
		await expect(refuseHostPath(at('data', 'config.csv'))).rejects.toThrow('n8n may not use');
		await expect(refuseHostPath(at('none', 'new.csv'))).rejects.toThrow('There is no');
	});

	it('says so when there is none', async () => {
		await expect(openHostFile(at('data', 'none.csv'))).rejects.toThrow('There is no');
		await expect(openHostFile(at('data'))).rejects.toThrow('There is no');
	});
});
