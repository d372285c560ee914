import path from 'node:path';
import { measured, type Measured } from '../measured';
import type { Row } from '../row';
import { inTemporaryFolder } from '../temporary';
import { MORE_COLUMNS, PEOPLE_COLUMNS, writePeople } from './people';

interface Size {
	rows: number;
	wide: boolean;
	seconds: number;
	mb: number;
}

/** What the matcher may take on two cores. */
const SIZES: readonly Size[] = [
	{ rows: 50_000, wide: true, seconds: 6, mb: 400 },
	{ rows: 1_000_000, wide: false, seconds: 150, mb: 3000 },
];
const SEED = 1;

function columnsOf({ wide }: Size): readonly string[] {
	return wide ? [...PEOPLE_COLUMNS, ...MORE_COLUMNS] : PEOPLE_COLUMNS;
}

function rowsOf(size: Size, rows: number, ours: Measured, peer: Measured): Row[] {
	const name = `dedupe ${rows} people x ${columnsOf(size).length}`;
	const round = (x: number) => Number(x.toPrecision(4));
	const line = (what: string, own: number, other: number, most: number): Row => ({
		name: `${name}, ${what}`,
		ours: round(own),
		reference: round(other),
		ratio: round(own / other),
		target: `<= ${most} ${what}`,
		holds: ours.code === 0 && own <= most,
		note: 'whole process, 15 % duplicates; reference: Splink-shaped SQL on DuckDB (8 rules, 6 comparisons, no training)',
	});
	return [line('s', ours.seconds, peer.seconds, size.seconds), line('MB', ours.peakMb, peer.peakMb, size.mb)];
}

/** Time and memory of `cdp dedupe` on generated people, beside the peer on the same file. */
export async function speedRows(scale: number): Promise<Row[]> {
	const rows: Row[] = [];
	for (const size of SIZES) {
		const count = Math.max(2_000, Math.round(size.rows * scale));
		await inTemporaryFolder(async (folder) => {
			const file = path.join(folder, 'people.csv');
			await writePeople(file, { rows: count, seed: SEED, wide: size.wide });
			const cli = path.join(__dirname, '..', '..', 'cli', 'main.js');
			const ours = await measured(process.execPath, [
				cli,
				'dedupe',
				file,
				'--id',
				'id',
				'--out',
				path.join(folder, 'out.csv'),
			]);
			const peer = await measured(process.execPath, [path.join(__dirname, 'peerMain.js'), file, ...columnsOf(size)]);
			rows.push(...rowsOf(size, count, ours, peer));
		});
	}
	return rows;
}
