import { InputError } from '../core/model/errors';
import { accessLog } from './access-log';
import { attributes } from './attributes';
import { consents } from './consents';
import { costs } from './costs';
import { events } from './events';
import { orders } from './orders';
import { people } from './people';
import { products } from './products';
import type { Source } from './source';

/** Every format that can be imported; a test compares this list with the folders beside it. */
export const sources: readonly Source[] = [events, people, orders, attributes, consents, costs, products, accessLog];

/** The source with this slug; an `InputError` names the known ones. */
export function sourceOf(slug: string): Source {
	const source = sources.find((known) => known.slug === slug);
	if (source) return source;
	throw new InputError(
		`Nothing is imported as "${slug}"`,
		`Choose one of ${sources.map((known) => known.slug).join(', ')}.`,
		'SOURCE_UNKNOWN',
	);
}
