import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	NodeParameterValueType,
} from 'n8n-workflow';
import type { Cdp } from '../../index';
import { withDates } from './dates';

/** What an operation is given: the engine, the item it works for, and its own parameters. */
export interface OperationCall {
	context: IExecuteFunctions;
	cdp: Cdp;
	itemIndex: number;
	/** Reads a parameter of this operation for this item. */
	parameter<T extends NodeParameterValueType | object>(name: string, fallback?: T): T;
}

/** One array of items an output; `pairedItem` is filled in where it is missing. */
export type Outputs = INodeExecutionData[][];

/** One operation of a node: its entry in the menu, its form, and what it does. */
export interface Operation {
	/** The value kept in the workflow; never renamed. */
	name: string;
	displayName: string;
	/** Sentence case, e.g. "Get profile". */
	action: string;
	description: string;
	properties: INodeProperties[];
	/** `item` runs once for each incoming item, `run` once for all of them. Default `item`. */
	per?: 'item' | 'run';
	execute(call: OperationCall): Promise<Outputs>;
}

/** The items of one output. Engine results are plain JSON, so they can be items; only their moments become dates. */
export function toItems(rows: object[], pairedItem?: number): INodeExecutionData[] {
	return rows.map((row) => ({
		json: withDates(row) as IDataObject,
		...(pairedItem === undefined ? {} : { pairedItem: { item: pairedItem } }),
	}));
}

/** A single item on the first output. */
export function oneItem(row: object): Outputs {
	return [toItems([row])];
}
