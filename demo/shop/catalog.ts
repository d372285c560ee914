/** What the shop sells and where its customers live: made-up, short, enough for variety. */
export const CATEGORIES = ['bikes', 'helmets', 'clothing', 'parts', 'lights'] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Product {
	id: string;
	name: string;
	category: Category;
	price: number;
}

const NAMES: Record<Category, string[]> = {
	bikes: ['City 7', 'Gravel Pro', 'E-Trail', 'Cargo Duo', 'Road Light'],
	helmets: ['Urban Shell', 'Race Air', 'Kids Dome'],
	clothing: ['Rain Jacket', 'Merino Jersey', 'Winter Gloves', 'Bib Shorts'],
	parts: ['Chain 11s', 'Brake Pads', 'Inner Tube', 'Saddle Comfort', 'Tyre 28'],
	lights: ['Beam 60', 'Tail Glow', 'Light Set'],
};
const BASE_PRICE: Record<Category, number> = { bikes: 899, helmets: 59, clothing: 39, parts: 12, lights: 29 };

export const PRODUCTS: Product[] = CATEGORIES.flatMap((category) =>
	NAMES[category].map((name, index) => ({
		id: `${category.slice(0, 2).toUpperCase()}${100 + index}`,
		name,
		category,
		price: Math.round(BASE_PRICE[category] * (1 + index * 0.35)) - 0.05,
	})),
);

export function productsOf(category: Category): Product[] {
	return PRODUCTS.filter((product) => product.category === category);
}

export const FIRST_NAMES = [
	'Anna', 'Ben', 'Clara', 'David', 'Élodie', 'Felix', 'Greta', 'Hannes', 'Ida', 'Jürgen', 'Katja', 'Lars',
	'Mia', 'Noah', 'Olga', 'Paul', 'Quirin', 'Rosa', 'Sören', 'Theo', 'Ute', 'Viktor', 'Wanda', 'Yusuf', 'Zoë',
]; // prettier-ignore
export const LAST_NAMES = [
	'Adler', 'Bauer', 'Çelik', 'Dietrich', 'Engel', 'Fischer', 'Graf', 'Huber', 'Iványi', 'Jansen', 'Köhler', 'Lange',
	'Müller', 'Nowak', "O'Brien", 'Peters', 'Richter', 'Schäfer', 'Thiel', 'Ulrich', 'Vogel', 'Weiß', 'Young', 'Zimmer',
]; // prettier-ignore
export const CITIES = [
	{ city: 'Berlin', postcode: '10115' },
	{ city: 'Berlin', postcode: '12043' },
	{ city: 'Hamburg', postcode: '20095' },
	{ city: 'München', postcode: '80331' },
	{ city: 'Köln', postcode: '50667' },
	{ city: 'Leipzig', postcode: '04109' },
	{ city: 'Freiburg', postcode: '79098' },
] as const;
export const NOTES = [
	'',
	'',
	'',
	'Prefers a call in the evening.',
	'Asked for a cargo bike test ride; has two children.',
	'Complained about a late delivery, got a voucher.',
	'Called: saddle hurts, "wants to change it".',
] as const;
