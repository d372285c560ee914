import type { Rejected } from '../model/call';
import type { Json } from '../model/json';

export interface CatalogTable {
	countEvents(counts: Array<{ name: number; count: number }>): Promise<void>;
	countProperties(counts: Array<{ name: number; property: string; count: number }>): Promise<void>;
	countTraits(counts: Array<{ trait: string; count: number }>): Promise<void>;
	events(search: string): Promise<Array<{ name: string; count: number }>>;
	properties(event: string, search: string): Promise<Array<{ name: string; count: number }>>;
	traits(search: string): Promise<Array<{ name: string; count: number }>>;
	traitValues(trait: string, search: string): Promise<Array<{ value: Json; count: number }>>;
	propertyValues(event: string, property: string, search: string): Promise<Array<{ value: string; count: number }>>;
	identifierTypes(): Promise<Array<{ name: string; count: number }>>;
	putCosts(rows: CostRow[]): Promise<void>;
	reject(rows: RejectRow[]): Promise<void>;
	rejects(limit: number): Promise<RejectRow[]>;
}

export interface CostRow {
	campaign: string;
	date: string;
	cost: number;
	currency: string;
	clicks: number;
	impressions: number;
	source: string;
}

export interface RejectRow extends Omit<Rejected, 'index'> {
	time: number;
	source: string;
	call: string;
}

export interface MetaTable {
	/** Hands out `count` numbers of a sequence; answers the first. */
	take(sequence: 'identifier' | 'event' | 'touch' | 'outbox', count: number): Promise<number>;
	/** The last number handed out. */
	last(sequence: 'touch'): Promise<number>;
}
