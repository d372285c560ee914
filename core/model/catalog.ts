import type { Json } from './json';

/** What the store has seen, for lists in the editor; most frequent first. `search` filters by substring. */
export interface CatalogApi {
	events(search?: string): Promise<Array<{ name: string; count: number }>>;
	properties(event: string, search?: string): Promise<Array<{ name: string; count: number }>>;
	traits(search?: string): Promise<Array<{ name: string; count: number }>>;
	/** Fields of a trait that is an object, with dots where they lie deeper. */
	traitFields(trait: string, search?: string): Promise<Array<{ name: string; count: number }>>;
	/** Values of a trait, or of the field in it that `path` leads to; of a list also its items. */
	traitValues(trait: string, search?: string, path?: string[]): Promise<Array<{ value: Json; count: number }>>;
	/** Purposes that somebody said yes or no to, with how often that was said. */
	purposes(search?: string): Promise<Array<{ name: string; count: number }>>;
	/** Values of one property among the latest events of that name. */
	propertyValues(event: string, property: string, search?: string): Promise<Array<{ value: string; count: number }>>;
	identifierTypes(): Promise<Array<{ name: string; count: number }>>;
}
