/** What Windows puts where ISO 8859-1 has control characters, 0x80 to 0x9f; five places stay as they are. */
const UPPER = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Windows-1252 bytes as UTF-8 bytes. Node's own decoder for this label answers ISO 8859-1 (seen in 24.21). */
export function decodeWindows1252(bytes: Buffer): Buffer {
	const text = bytes.toString('latin1').replace(/[\x80-\x9f]/g, (char) => UPPER[char.charCodeAt(0) - 0x80] ?? char);
	return Buffer.from(text);
}
