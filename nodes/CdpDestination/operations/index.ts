import type { Operation } from '../../shared/operation';
import { deadLetters } from './deadLetters';
import { discard } from './discard';
import { preview } from './preview';
import { push } from './push';
import { retry } from './retry';

/** The operations of CDP Destination. */
export const operations: Operation[] = [push, preview, deadLetters, retry, discard];
