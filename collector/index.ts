/** The collector: `(request, deps) -> response`, its commit sharing, and a listener around it. */
export { handleCollect } from './handle';
export { createState } from './state';
export { addressRanges } from './ranges';
export { shareCommits } from './shareCommits';
export { startCollector } from './listener';
export type { CollectDeps, CollectRequest, CollectResponse } from './contract';
export type { CollectCounters, CollectorState } from './state';
export type { Collector, ListenerOptions } from './listener';
