import { Unusable, type Normaliser } from './unusable';

/** Orders in which people write a day of birth; the year always has four digits. */
const DATES = [
	/^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
	/^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
	/^(?<y>\d{4})[/.](?<m>\d{1,2})[/.](?<d>\d{1,2})$/,
	/^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
	/^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})$/,
	/^(?<d>\d{1,2})-(?<m>\d{1,2})-(?<y>\d{4})$/,
];
const YEARS = { first: 1900, last: 2100 };

/** Birth date in the vendor's order, e.g. `yyyyMMdd` (default), `yyyy`, `MM`. `2/3/1990` is read the American way. */
export function birthDate({ format = 'yyyyMMdd' }: { format?: string } = {}): Normaliser {
	return (raw) => {
		const text = raw.trim().replace(/[T ]\d{2}:\d{2}.*$/, '');
		const { y = '', m = '', d = '' } = DATES.map((shape) => shape.exec(text)).find(Boolean)?.groups ?? {};
		const [year, month, day] = [y, m.padStart(2, '0'), d.padStart(2, '0')];
		const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
		if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return new Unusable('is not a birth date');
		if (Number(year) < YEARS.first || Number(year) > YEARS.last) return new Unusable('is not a birth date');
		return format.replace('yyyy', year).replace('MM', month).replace('dd', day);
	};
}

const GENDERS: Record<string, 'f' | 'm' | 'n'> = {
	f: 'f', female: 'f', woman: 'f', w: 'f', weiblich: 'f',
	m: 'm', male: 'm', man: 'm',
	n: 'n', x: 'n', d: 'n', nonbinary: 'n', other: 'n', diverse: 'n', divers: 'n',
}; // prettier-ignore

/** Gender as `f` or `m`, and `n` where the vendor knows it; other words refuse the value. */
export function gender({ neutral = false }: { neutral?: boolean } = {}): Normaliser {
	return (raw) => {
		const found = GENDERS[raw.toLowerCase().replace(/[^a-z]/g, '')];
		if (found === undefined || (found === 'n' && !neutral)) return new Unusable('is no gender that the platform knows');
		return found;
	};
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NOBODY = /^[0-]+$/;

/** IDFA or GAID: hyphens stay, lower case unless told; the all-zero id of people who opted out is refused. */
export function mobileId({ letters = 'lower' }: { letters?: 'lower' | 'upper' | 'keep' } = {}): Normaliser {
	return (raw) => {
		const text = raw.trim();
		if (NOBODY.test(text)) return new Unusable('is the id of devices that opted out');
		if (!UUID.test(text)) return new Unusable('is not a mobile advertising id');
		if (letters === 'keep') return text;
		return letters === 'lower' ? text.toLowerCase() : text.toUpperCase();
	};
}

/** Any id of ours or the platform's: only trimmed, unless told. */
export function plainId({ letters = 'keep' }: { letters?: 'lower' | 'keep' } = {}): Normaliser {
	return (raw) => {
		const text = letters === 'lower' ? raw.trim().toLowerCase() : raw.trim();
		return text === '' ? new Unusable('is empty') : text;
	};
}
