/** What the core asks of the world: the store, table family by table family, and the rest. Times are epoch milliseconds. */
export type * from './candidates';
export type * from './catalog';
export type * from './computed';
export type * from './delivery';
export type * from './duplicates';
export type * from './erasure';
export type * from './events';
export type * from './identifiers';
export type * from './lists';
export type * from './lookalike';
export type * from './personalize';
export type * from './profiles';
export type * from './recommend';
export type * from './segments';
export type * from './store';
export type * from './sync';
export type * from './world';
