import type { RecommendQuery } from '../../index';
import { readIdentifier } from '../../sources/shared/identifierText';
import { list, wholeNumber } from '../arguments';
import type { Command, CommandContext } from '../command';
import { UsageError } from '../UsageError';

const STEP_MS = 500;

/** `cdp recommend [TYPE:VALUE]`: what to show somebody, with reasons. */
export const recommend: Command = {
	name: 'recommend',
	summary: 'What to recommend to a person, beside a product, or to anybody, with reasons',
	usage: '[TYPE:VALUE] [--with SKU,SKU] [--category A,B]',
	options: {
		with: { type: 'string', value: 'LIST', help: 'products on the page or in the basket' },
		category: { type: 'string', value: 'LIST', help: 'only products of these categories' },
		limit: { type: 'string', value: 'N', help: 'how many, 1 to 100', default: '10' },
		'bought-within': {
			type: 'string',
			value: 'DAYS',
			help: 'leave out what was bought lately; 0 leaves nothing out',
			default: '30',
		},
		anew: { type: 'boolean', help: 'first count every event of the store again' },
	},
	async run(context) {
		const query = queryOf(context);
		const cdp = await context.open();
		// An import may have ended before all of it was counted.
		let progress = await cdp.recommend.refresh({ ms: STEP_MS, anew: context.values['anew'] === true });
		while (!progress.done && !context.signal.aborted) {
			context.progress(`${progress.waiting} events to count`);
			progress = await cdp.recommend.refresh({ ms: STEP_MS });
		}
		const { items, from } = await cdp.recommend.for(query);
		context.result({ items, from }, [
			...(items.length === 0 ? ['nothing to recommend yet'] : []),
			...items.map(({ sku, name = '', sentence }) => `${sku.padEnd(16)} ${name.padEnd(36)} ${sentence}`),
		]);
	},
};

function queryOf(context: CommandContext): RecommendQuery {
	const [who, ...more] = context.args;
	if (more.length > 0) throw new UsageError(`"${more[0]}" is one argument too many`);
	const identifier = who === undefined ? undefined : readIdentifier(who);
	if (who !== undefined && !identifier)
		throw new UsageError(`"${who}" is not TYPE:VALUE`, 'Write for example customer:17850.');
	const [skus, categories] = [list(context, 'with'), list(context, 'category')];
	const limit = wholeNumber(context, 'limit', 100);
	const boughtWithinDays = wholeNumber(context, 'bought-within', 36_500);
	return {
		...(identifier ? { identifier } : {}),
		...(skus ? { skus } : {}),
		...(categories ? { categories } : {}),
		...(limit === undefined ? {} : { limit }),
		...(boughtWithinDays === undefined ? {} : { boughtWithinDays }),
	};
}
