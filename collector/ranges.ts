import { BlockList, isIP } from 'node:net';
import { InputError } from '../core/model/errors';

/** Addresses of data centres, as the user gives them: `203.0.113.0/24`, one each. Throws InputError ADDRESS_RANGE. */
export function addressRanges(lines: readonly string[]): BlockList {
	const list = new BlockList();
	for (const line of lines.map((one) => one.replace(/#.*/, '').trim()).filter((one) => one !== '')) {
		const [address = '', bits] = line.split('/', 2);
		const family = isIP(address);
		const length = bits === undefined ? (family === 6 ? 128 : 32) : Number(bits);
		if (family === 0 || !Number.isInteger(length) || length < 0 || length > (family === 6 ? 128 : 32))
			throw new InputError(
				`“${line.slice(0, 60)}” is no range of addresses`,
				'Write one a line, e.g. 203.0.113.0/24.',
				'ADDRESS_RANGE',
			);
		list.addSubnet(address, length, family === 6 ? 'ipv6' : 'ipv4');
	}
	return list;
}

/** Whether a peer's address is among them; IPv4 in IPv6's clothes too. */
export function isInRanges(ip: string, list: BlockList): boolean {
	const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
	const family = isIP(plain);
	return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
