import type { INodeProperties } from 'n8n-workflow';

/** Reads a field of the form, or of one row of it; the fallback stands for what was not touched. */
export type ReadField = <T>(name: string, fallback?: T) => T;

/** A part of the form that several kinds of computed traits share: its fields, and what they say in a definition. */
export interface Part {
	fields: INodeProperties[];
	read(field: ReadField): object;
}
