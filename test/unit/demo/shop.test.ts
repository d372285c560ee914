import { generateShop } from '../../../demo/shop/generate';
import type { Click } from '../../../demo/shop/clicks';

const TODAY = Date.parse('2026-05-01T12:00:00Z');
const small = { today: TODAY, people: 300, anonymousBrowsers: 200, walkIns: 40 };
const shop = generateShop(small);
const clicks = (shop.files['clicks.ndjson'] ?? '')
	.trimEnd()
	.split('\n')
	.map((line) => JSON.parse(line) as Click);

describe('The sample shop', () => {
	it('is the same, byte for byte, for the same seed and day', () => {
		expect(generateShop(small).files).toEqual(shop.files);
		expect(generateShop({ ...small, seed: 7 }).files['people.csv']).not.toBe(shop.files['people.csv']);
	});

	it('knows how many lines arrive twice', () => {
		expect(clicks).toHaveLength(shop.truth.clicks.lines);
		expect(new Set(clicks.map((click) => click.messageId)).size).toBe(shop.truth.clicks.calls);
		expect(shop.truth.clicks.repeated).toBeGreaterThan(0);
	});

	it('keeps clear of the ends of the windows, so that a run an hour later has the same truth', () => {
		const hour = 3_600_000;
		const ages = clicks.map((click) => (TODAY - Date.parse(click.timestamp)) / hour);
		expect(Math.min(...ages)).toBeGreaterThan(1);
		for (const end of [72, 720]) expect(ages.filter((age) => Math.abs(age - end) < 1)).toEqual([]);
	});

	it('lets many people log in at the kiosk', () => {
		const users = new Set(
			clicks.filter((click) => click.anonymousId === shop.truth.kiosk).map((click) => click.userId),
		);
		expect(users.size).toBeGreaterThan(20);
	});

	it('has members in every segment, and some who may not be pushed', () => {
		for (const [key, members] of Object.entries(shop.truth.segments)) {
			expect(members.length).toBeGreaterThan(0);
			expect(shop.truth.pushable[key]?.length).toBeLessThanOrEqual(members.length);
		}
	});

	it('counts its own order file', () => {
		const rows = (shop.files['orders.csv'] ?? '').trimEnd().split('\n').slice(1);
		const invoices = rows.map((row) => row.split(',')[0] ?? '');
		expect(rows).toHaveLength(shop.truth.orders.rows);
		expect(new Set(invoices).size).toBe(shop.truth.orders.invoices);
		expect(invoices.filter((invoice) => invoice.startsWith('C'))).toHaveLength(shop.truth.orders.cancellationRows);
	});
});
