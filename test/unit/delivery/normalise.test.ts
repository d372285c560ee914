import { alreadyHashed, sha256 } from '../../../core/delivery/normalise/hash';
import { birthDate, gender, mobileId } from '../../../core/delivery/normalise/person';
import { phone } from '../../../core/delivery/normalise/phone';
import { city, country, postcode, state } from '../../../core/delivery/normalise/place';
import { Unusable, type Normaliser } from '../../../core/delivery/normalise/unusable';
import { googleEmail, googleFamilyName, googleGivenName, metaName, plainEmail, spacelessEmail, uid2Email } from '../../../core/delivery/normalise/vendors'; // prettier-ignore

/** What a rule makes of a text; `null` when it refuses it. */
const made = (rule: Normaliser, text: string, region?: string) => {
	const value = rule(text, region === undefined ? {} : { region });
	return value instanceof Unusable ? null : value;
};

describe('Normalised as each vendor wants it', () => {
	it.each([
		['Foo.Bar+x@Gmail.com', 'foobar@gmail.com', 'foobar@gmail.com', 'foo.bar+x@gmail.com'],
		['Foo.Bar+x@googlemail.com', 'foobar@googlemail.com', 'foo.bar+x@googlemail.com', 'foo.bar+x@googlemail.com'],
		['jane+news@example.com', 'jane+news@example.com', 'jane+news@example.com', 'jane+news@example.com'],
		[' Zoë@exämple.com ', 'zoë@exämple.com', 'zoë@exämple.com', 'zoë@exämple.com'],
		['no address', null, null, null],
		['a@b@c.de', null, null, null],
		['+x@gmail.com', null, null, '+x@gmail.com'],
	])('e-mail %s', (text, google, uid2, plain) => {
		expect([made(googleEmail, text), made(uid2Email, text), made(plainEmail, text)]).toEqual([google, uid2, plain]);
	});

	it('spaces inside an e-mail address are refused, or removed where the vendor says so', () => {
		expect([made(plainEmail, 'jane doe@example.com'), made(spacelessEmail, ' Jane Doe@Example.com')]).toEqual([
			null,
			'janedoe@example.com',
		]);
	});

	it.each([
		['+44 (0)20 7946 0000', undefined, '+442079460000'],
		['+4402079460000', undefined, '+442079460000'],
		['0044 20 7946 0000', undefined, '+442079460000'],
		['020 7946 0000', 'gb', '+442079460000'],
		['0491 570 006 (AU)', undefined, '+61491570006'],
		['1.234.567.8901', undefined, '+12345678901'],
		['441134960987', undefined, '+441134960987'],
		['(202) 555-0123', 'US', '+12025550123'],
		['+1 202 555 0123', 'DE', '+12025550123'],
		['+39 06 1234 5678', undefined, '+390612345678'],
		['0491 570 006', undefined, null],
		['+0000000000', undefined, null],
		['+12', undefined, null],
		['+999123456789', undefined, null],
		['020 7946 0000', 'nowhere', null],
	])('phone %s (%s)', (text, region, expected) => {
		expect(made(phone(), text, region)).toBe(expected);
		expect(made(phone({ plus: false }), text, region)).toBe(expected?.slice(1) ?? null);
	});

	it('names: titles and degrees go for Google, punctuation for Meta, letters beyond ASCII stay', () => {
		expect([made(googleGivenName, ' Dr. Zoë '), made(googleGivenName, 'Dr.'), made(googleFamilyName, 'King, Jr., PhD')]).toEqual(['zoë', null, 'king']); // prettier-ignore
		expect([made(metaName, "Mary-Ann  O'Neil "), made(metaName, 'D’Arcy Jr.'), made(metaName, 'Zoë')]).toEqual(['maryann oneil', 'darcy jr', 'zoë']); // prettier-ignore
	});

	it('addresses', () => {
		expect(['us', 'Germany', 'UK', 'xx', '1'].map((text) => made(country(), text))).toEqual(['US', 'DE', 'GB', null, null]); // prettier-ignore
		expect([made(city({ ascii: true }), 'St. Louis'), made(city(), 'München'), made(city(), '123')]).toEqual(['stlouis', 'münchen', null]); // prettier-ignore
		expect([made(state(), 'California'), made(state(), 'CA'), made(state(), 'Île-de-France')]).toEqual(['ca', 'ca', 'îledefrance']); // prettier-ignore
		expect([made(postcode({ short: true }), '94105-1234'), made(postcode({ short: true }), 'SW1A 1AA')]).toEqual(['94105', 'sw1a1aa']); // prettier-ignore
	});

	it.each(['1990-02-03', '19900203', '03.02.1990', '2/3/1990', '1990-2-3', '1990-02-03T00:00:00Z'])(
		'birth date %s',
		(text) => expect(made(birthDate(), text)).toBe('19900203'),
	);

	it('refuses dates that are none, genders and device ids it does not know', () => {
		expect(['1990-02-30', '0000-00-00', 'yesterday', '13/13/1990'].map((text) => made(birthDate(), text))).toEqual([null, null, null, null]); // prettier-ignore
		expect([made(gender(), 'Female'), made(gender(), 'divers'), made(gender({ neutral: true }), 'Divers')]).toEqual(['f', null, 'n']); // prettier-ignore
		expect([made(mobileId(), '4B61639E-47cc-4056-a16a-c8217e029462'), made(mobileId(), '00000000-0000-0000-0000-000000000000'), made(mobileId(), 'x')]).toEqual(['4b61639e-47cc-4056-a16a-c8217e029462', null, null]); // prettier-ignore
	});

	it('knows what was hashed before, in either encoding, and refuses hashes of another kind', () => {
		const [hex, base64] = [sha256('jane@example.com'), sha256('jane@example.com', 'base64')];
		expect([alreadyHashed(hex.toUpperCase()), alreadyHashed(hex, 'base64'), alreadyHashed(base64)]).toEqual([hex, base64, hex]); // prettier-ignore
		expect([alreadyHashed('jane@example.com'), alreadyHashed('+442079460000')]).toEqual([undefined, undefined]);
		expect(alreadyHashed(hex.slice(1))).toBeInstanceOf(Unusable);
		expect(alreadyHashed('d41d8cd98f00b204e9800998ecf8427e')).toBeInstanceOf(Unusable);
	});
});
