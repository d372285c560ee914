import type { Operation } from '../../shared/operation';
import { attributes } from './attributes';
import { consents } from './consents';
import { costs } from './costs';
import { events } from './events';
import { fromFile } from './fromFile';
import { orders } from './orders';
import { people } from './people';
import { products } from './products';

/** The operations of CDP Ingest. */
export const operations: Operation[] = [events, people, orders, attributes, consents, costs, products, fromFile];
