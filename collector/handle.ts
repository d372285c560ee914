import type { CollectDeps, CollectRequest, CollectResponse } from './contract';

/** Answers one request; never rejects, never answers 500. */
export declare function handleCollect(request: CollectRequest, deps: CollectDeps): Promise<CollectResponse>;
