/** Use of the engine without n8n: `const cdp = await openCdp({ storeUrl: 'sqlite:/path/store.db' })`. */
export { openCdp } from './engine/open';
export type { OpenOptions } from './engine/open';
export { checkCredential, previewChanges, pushChanges } from './engine/changes';
export type { ChangesPush } from './engine/changes';
export { joined } from './core/delivery/joined';
export type { LineVerdict } from './core/delivery/changes';
export type { Cdp } from './core/cdp';
export type * from './core/model/call';
export type * from './core/model/consent';
export type * from './core/model/delivery';
export type * from './core/model/duplicate';
export type * from './core/model/identifier';
export type * from './core/model/list';
export type * from './core/model/profile';
export type * from './core/model/personalize';
export type * from './core/model/recommend';
export type * from './core/model/segment';
export { CdpError, InputError, StoreError, isCdpError } from './core/model/errors';
