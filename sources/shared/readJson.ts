import { InputError } from '../../core/model/errors';
import { parseRecord } from './readLines';
import type { ReadRow } from './ReadRow';

/** The records of a JSON file in bounded memory: the items of one list, one object, or objects one after another. */
export async function* readJson(text: AsyncIterable<Buffer>): AsyncGenerator<ReadRow[]> {
	const splitter = new JsonSplitter();
	let number = 0;
	for await (const chunk of text) {
		const rows = splitter.push(chunk.toString('utf8')).map((item) => parseRecord(item, ++number));
		if (rows.length > 0) yield rows;
	}
	const rest = splitter.rest();
	if (rest !== undefined) yield [parseRecord(rest, ++number)];
}

/** An item longer than this is kept in memory as a whole, which a machine may not have. */
const MAX_ITEM_CHARS = 64 * 1024 * 1024;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Cuts JSON text into its top-level items without parsing them: only brackets and strings are followed. */
class JsonSplitter {
	private pending = '';
	private depth = 0;
	private inItem = false;
	private inString = false;
	private escaped = false;
	private inList = false;

	/** The items that end in this piece of text. */
	push(text: string): string[] {
		const items: string[] = [];
		let start = 0;
		for (let i = 0; i < text.length; i++) {
			const code = text.charCodeAt(i);
			if (!this.inItem) {
				if (!this.begins(code)) continue;
				start = i;
			}
			const end = this.step(code, i);
			if (end < 0) continue;
			items.push(this.pending + text.slice(start, end));
			this.pending = '';
			this.inItem = false;
		}
		if (this.inItem) this.keep(text.slice(start));
		return items;
	}

	/** What is left at the end: a number or word without an end, or an item that breaks off. */
	rest(): string | undefined {
		return this.inItem ? this.pending : undefined;
	}

	private keep(text: string): void {
		this.pending += text;
		if (this.pending.length > MAX_ITEM_CHARS)
			throw new InputError(
				'One item of the JSON file is larger than 64 MB',
				'Write the records as a list, or one a line.',
				'FILE_FORMAT',
			);
	}

	/** White space, commas and the brackets of the one list stand between items. */
	private begins(code: number): boolean {
		if (code <= 0x20 || code === 0x2c || code === 0x5d) return false;
		if (code === 0x5b && !this.inList) {
			this.inList = true;
			return false;
		}
		this.inItem = true;
		return true;
	}

	/** Follows one character of an item; answers where the item ends, or -1. */
	private step(code: number, at: number): number {
		if (this.inString) return this.stepInString(code, at);
		if (code === QUOTE) this.inString = true;
		else if (code === 0x7b || code === 0x5b) this.depth++;
		else if (this.depth === 0) return code === 0x2c || code === 0x5d || code <= 0x20 ? at : -1;
		else if ((code === 0x7d || code === 0x5d) && --this.depth === 0) return at + 1;
		return -1;
	}

	private stepInString(code: number, at: number): number {
		if (this.escaped) this.escaped = false;
		else if (code === BACKSLASH) this.escaped = true;
		else if (code === QUOTE) {
			this.inString = false;
			if (this.depth === 0) return at + 1;
		}
		return -1;
	}
}
