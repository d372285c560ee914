const HIGH_BITS = 15;

/** 47 bits of a text: few enough for six bytes in a row, enough that two of many millions hardly ever meet. */
export function hashOf(text: string): number {
	let [a, b] = [0xdeadbeef, 0x41c6ce57];
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		a = Math.imul(a ^ code, 0x9e3779b1);
		b = Math.imul(b ^ code, 0x5f356495);
	}
	a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
	b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
	return (a >>> (32 - HIGH_BITS)) * 4_294_967_296 + (b >>> 0);
}
