/**
 * How many bits the segments of a TC string must have (IAB Tech Lab, "Consent string and vendor list formats v2"). The IAB's
 * decoder fills what is missing with zeros or takes it from what is there, so a string that was cut would pass.
 */
const CORE_HEADER = 213;
/** Encoders fill up to whole letters or bytes; IAB's own to 24 bits. */
const MOST_PADDING = 24;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bits of a segment in order, and how far they were read. */
class Bits {
	at = 0;
	private readonly bits: string;

	constructor(segment: string) {
		this.bits = [...segment].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(6, '0')).join('');
	}

	take(count: number): number {
		const value = parseInt(this.bits.slice(this.at, this.at + count) || '0', 2);
		this.at += count;
		return value;
	}

	get ended(): boolean {
		return this.at > this.bits.length;
	}

	get isWhole(): boolean {
		return !this.ended && this.bits.length - this.at < MOST_PADDING;
	}
}

/** True when every segment has all the bits that it announces, and no more. */
export function isWhole(tcString: string): boolean {
	return tcString.split('.').every((segment, i) => {
		if (!/^[\w-]+$/.test(segment)) return false;
		const bits = new Bits(segment);
		if (i === 0) readCore(bits);
		else readOptional(bits);
		return bits.isWhole;
	});
}

function readCore(bits: Bits): void {
	bits.take(CORE_HEADER);
	readVendors(bits);
	readVendors(bits);
	const restrictions = bits.take(12);
	for (let i = 0; i < restrictions && !bits.ended; i++) {
		bits.take(6 + 2);
		readEntries(bits);
	}
}

const [DISCLOSED, ALLOWED, PUBLISHER] = [1, 2, 3];

function readOptional(bits: Bits): void {
	const type = bits.take(3);
	if (type === DISCLOSED || type === ALLOWED) readVendors(bits);
	else if (type === PUBLISHER) {
		bits.take(24 + 24);
		bits.take(2 * bits.take(6));
	}
}

function readVendors(bits: Bits): void {
	const highest = bits.take(16);
	if (bits.take(1) === 1) readEntries(bits);
	else bits.take(highest);
}

function readEntries(bits: Bits): void {
	const entries = bits.take(12);
	for (let i = 0; i < entries && !bits.ended; i++) bits.take(bits.take(1) === 1 ? 32 : 16);
}
