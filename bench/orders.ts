import { createReadStream, createWriteStream, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { N8nClient, type Workflow } from '../demo/n8n/client';
import { installHost, N8N_PROGRAM } from '../demo/n8n/install';
import { n8nEnvironment, startN8n } from '../demo/n8n/server';
import { NODE, ROOT } from '../demo/root';
import { measured, type Measured } from './measured';
import { generator } from './mix';
import { row, type Bench } from './row';
import { inTemporaryFolder } from './temporary';

/** The real order file (UCI Online Retail), when it lies beside the checkout; else one of the same size is made. */
const REAL_FILE = path.join(ROOT, '..', 'shared', 'data', 'events', 'online-retail.csv.gz');
const ROWS = 541_909;
const PORT = 5698;
const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const SEGMENT = {
	version: 1,
	key: 'five',
	name: 'Five invoices',
	of: 'people',
	condition: { kind: 'event', name: 'Order Completed', count: { comparison: 'atLeast', value: 5 } },
};

/** From the order file to "at least five invoices": ours (import, then segment) against n8n's own nodes, and a second night. */
export const orders: Bench = (scale) =>
	inTemporaryFolder(async (folder) => {
		const file = path.join(folder, 'orders.csv');
		if (existsSync(REAL_FILE) && scale === 1)
			await pipeline(createReadStream(REAL_FILE), createGunzip(), createWriteStream(file));
		else await generate(file, Math.round(ROWS * scale));
		const theirs = await withN8nNodes(folder, file);
		const first = await night(folder, file);
		await generate(path.join(folder, 'second.csv'), Math.round(ROWS * scale * 0.01), 9_000_000);
		const second = await night(folder, path.join(folder, 'second.csv'));
		return [
			row(
				'orders to segment, time',
				first.seconds,
				theirs.seconds,
				{ atMost: 0.5 },
				"seconds, whole processes; reference: n8n's Extract from File, Summarize, Filter",
			),
			row(
				'orders to segment, memory',
				first.peakMb,
				theirs.peakMb,
				{ atMost: 0.2 },
				'MB peak; reference: the same n8n process',
			),
			row(
				'a second night, 1 % new rows',
				second.seconds,
				theirs.seconds,
				{ atMost: 0.02 },
				'seconds, import and segment, whole processes; reference: all of it again in n8n',
			),
		];
	});

/** Import, then the segment, as two commands: together the time, the larger of both memories. */
async function night(folder: string, file: string): Promise<Measured> {
	const program = path.join(ROOT, 'dist', 'cli', 'main.js');
	const store = `sqlite:${path.join(folder, 'store.db')}`;
	const definition = path.join(folder, 'segment.json');
	writeFileSync(definition, JSON.stringify(SEGMENT));
	const imported = await ran(NODE, [program, 'import', file, '--as', 'orders', '--json', '--store', store]);
	const evaluated = await ran(NODE, [program, 'segment', 'evaluate', definition, '--json', '--store', store]);
	return {
		...evaluated,
		seconds: imported.seconds + evaluated.seconds,
		peakMb: Math.max(imported.peakMb, evaluated.peakMb),
	};
}

async function ran(program: string, args: string[], env?: NodeJS.ProcessEnv): Promise<Measured> {
	const result = await measured(program, args, env);
	if (result.code !== 0)
		throw new TypeError(`${args.slice(0, 3).join(' ')} ended with ${result.code}: ${result.output.slice(-1_000)}`);
	return result;
}

async function withN8nNodes(folder: string, file: string): Promise<Measured> {
	await installHost((line) => console.error(line));
	const options = {
		userFolder: path.join(folder, 'user'),
		port: PORT,
		log: path.join(folder, 'n8n.log'),
		env: { N8N_RESTRICT_FILE_ACCESS_TO: folder, EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' },
	};
	const server = await startN8n(options);
	const client = new N8nClient(server.url);
	await client.login();
	const { id } = await client.saveWorkflow(summarizing(file));
	await server.stop();
	return ran(NODE, ['--max-old-space-size=8192', N8N_PROGRAM, 'execute', `--id=${id}`], n8nEnvironment(options));
}

/** What a user would draw without us. */
function summarizing(file: string): Workflow {
	const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>) => ({
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [0, 0],
		parameters,
	});
	const nodes = [
		node('Start', 'manualTrigger', 1, {}),
		node('Read', 'readWriteFile', 1, { fileSelector: file }),
		node('Extract', 'extractFromFile', 1, { operation: 'csv', options: {} }),
		node('Summarize', 'summarize', 1, {
			fieldsToSplitBy: 'CustomerID',
			fieldsToSummarize: { values: [{ aggregation: 'countUnique', field: 'InvoiceNo' }] },
			options: {},
		}),
		node('Filter', 'filter', 2, {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'loose' },
				combinator: 'and',
				conditions: [
					{
						id: '1',
						leftValue: '={{ $json.unique_count_InvoiceNo }}',
						rightValue: 5,
						operator: { type: 'number', operation: 'gte' },
					},
				],
			},
		}),
	];
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((from, i) => [from.name, { main: [[{ node: nodes[i + 1]?.name, type: 'main', index: 0 }]] }]),
	);
	return { name: 'Bench orders', nodes, connections, settings: {} };
}

/** Orders of about 21 lines, one in six without a customer; seeded. */
async function generate(file: string, rows: number, firstInvoice = 600_000): Promise<void> {
	const random = generator(firstInvoice);
	const out = createWriteStream(file);
	out.write(`${HEADER}\n`);
	for (let made = 0, invoice = firstInvoice; made < rows; invoice++) {
		const customer = random() < 1 / 6 ? '' : String(10_000 + Math.floor(random() * 4_372));
		const date = new Date(Date.UTC(2010, 11, 1) + Math.floor(random() * 3.2e10))
			.toISOString()
			.slice(0, 19)
			.replace('T', ' ');
		const lines = 1 + Math.floor(random() * 40);
		for (let i = 0; i < lines && made < rows; i++, made++) {
			const line = `${invoice},${10_000 + Math.floor(random() * 4_000)},"ITEM, NO ${i}",${1 + Math.floor(random() * 12)},${date},${(random() * 20).toFixed(2)},${customer},United Kingdom\n`;
			if (!out.write(line)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
		}
	}
	await new Promise<void>((resolve) => out.end(() => resolve()));
}
