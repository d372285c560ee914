import { duckdbPeer } from './duckdbPeer';

/** The peer in a process of its own, so that its memory can be measured: `peerMain.js FILE COLUMN…`. */
const [file, ...columns] = process.argv.slice(2);
void duckdbPeer(file ?? '', columns).then(({ pairs, seconds }) =>
	console.log(JSON.stringify({ pairs: pairs.length, seconds })),
);
