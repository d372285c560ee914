import { compareAudience } from '../../../demo/start/checks';
import { fileReports, plainCounts } from '../../../demo/start/ingest';
import { WrongUse, readOptions } from '../../../demo/start/options';
import { placesOf } from '../../../demo/start/places';
import { table } from '../../../demo/start/table';
import { substitute } from '../../../demo/start/workflows';
import type { Truth } from '../../../demo/shop/truth';

describe('The options of npm start', () => {
	it('are all optional', () => {
		expect(readOptions([])).toEqual({ once: false, fresh: false, data: undefined, port: 5678 });
	});

	it.each([[['--port', 'many']], [['--data', 'no-such-file.csv']], [['--nonsense']], [['something']]])(
		'%j is wrong use',
		(args) => {
			expect(() => readOptions(args)).toThrow(WrongUse);
		},
	);
});

describe('The places in a workflow', () => {
	const places = placesOf({
		shopFolder: '/data/a "quoted" folder',
		platformUrl: 'http://127.0.0.1:7',
		ordersFile: '/data/mine.csv.gz',
	});

	it('are those of this machine, whatever they contain', () => {
		const text = JSON.stringify({ folder: '/files/shop', url: 'http://127.0.0.1:5681/audiences' });
		expect(JSON.parse(substitute(text, places))).toEqual({
			folder: '/data/a "quoted" folder',
			url: 'http://127.0.0.1:7/audiences',
		});
	});

	it('take the orders from the file that was given', () => {
		const text = JSON.stringify({ path: "={{ $('Settings').first().json.folder }}/orders.csv" });
		expect(JSON.parse(substitute(text, places))).toEqual({ path: '/data/mine.csv.gz' });
	});
});

describe('The comparison with the truth', () => {
	const truth = { pushable: { fans: ['10001', 'web-v1'] } } as unknown as Truth;
	const member = (type: string, value: string) => ({ identifiers: [{ type, value }], traits: {} });

	it('holds when exactly those are there', () => {
		const fans = { p1: member('customer', '10001'), p2: member('anonymous_id', 'web-v1') };
		expect(compareAudience({ fans }, truth, 'fans').holds).toBe(true);
	});

	it('finds who is missing and who should not be there', () => {
		const fans = { p1: member('customer', '10001'), p3: member('customer', '10009') };
		expect(compareAudience({ fans }, truth, 'fans')).toEqual({
			holds: false,
			detail: '2 held, 2 expected (1 missing, 1 who should not be there)',
		});
	});
});

describe('What is printed', () => {
	it('lines numbers up on the right', () => {
		expect(
			table([
				['a', 1],
				['longer', 12_345],
			]),
		).toEqual(['a            1', 'longer  12,345']);
	});

	it('gives the numbers of a file plainly as well', () => {
		const report = {
			file: 'o.csv',
			as: 'orders',
			rows: 1000,
			accepted: 9,
			duplicates: 0,
			rejected: 1,
			counts: { invoices: 9 },
			ms: 5,
		};
		const execution = {
			id: '1',
			status: 'success',
			error: undefined,
			ms: 5,
			startedAt: 0,
			nodes: () => ['Orders', 'Other'],
			items: () => [{ ...report }],
		};
		expect([...fileReports(execution).keys()]).toEqual(['orders']);
		expect(plainCounts(report)).toBe('orders: rows=1000 invoices=9 accepted=9 duplicates=0 rejected=1');
	});
});
