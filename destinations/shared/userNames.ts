/** Hashed facts about a person under the short names that Meta, Snapchat and Pinterest share. */
export const USER_NAMES = {
	em: ['email'],
	ph: ['phone'],
	fn: ['first_name'],
	ln: ['last_name'],
	db: ['birth_date'],
	ge: ['gender'],
	ct: ['city'],
	st: ['state'],
	zp: ['postcode'],
	country: ['country'],
};
