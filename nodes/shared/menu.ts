import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from './operation';

/** Operations of one thing, where a node has too many for a single list. */
export interface Resource {
	/** The value kept in the workflow; never renamed. */
	name: string;
	displayName: string;
	description: string;
	/** The first one is chosen to begin with. */
	operations: Operation[];
}

/** The "Operation" menu and the form of every operation, each shown only for its operation. */
export function operationProperties(operations: Operation[], first: string): INodeProperties[] {
	return [menu(operations, first), ...operations.flatMap((operation) => formOf(operation))];
}

/** The "Resource" menu, for each resource its "Operation" menu, and the forms. Operation names are unique in the node. */
export function resourceProperties(resources: Resource[]): INodeProperties[] {
	const options = resources.map(({ name, displayName, description }) => ({
		name: displayName,
		value: name,
		description,
	}));
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options,
			default: resources[0]?.name ?? '',
		},
		...resources.map(({ name, operations }) => ({
			...menu(operations, operations[0]?.name ?? ''),
			displayOptions: { show: { resource: [name] } },
		})),
		...resources.flatMap(({ name, operations }) =>
			operations.flatMap((operation) => formOf(operation, { resource: [name] })),
		),
	];
}

function menu(operations: Operation[], first: string): INodeProperties {
	const options: INodePropertyOptions[] = operations.map(({ name, displayName, action, description }) => ({
		name: displayName,
		value: name,
		action,
		description,
	}));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: options.sort((a, b) => a.name.localeCompare(b.name)),
		default: first,
	};
}

function formOf(operation: Operation, when: Record<string, string[]> = {}): INodeProperties[] {
	return operation.properties.map((property) => shownFor(property, { ...when, operation: [operation.name] }));
}

/** A copy of the property; forms are shared between operations and must not be changed. */
function shownFor(property: INodeProperties, when: Record<string, string[]>): INodeProperties {
	const { show, ...rest } = property.displayOptions ?? {};
	return { ...property, displayOptions: { ...rest, show: { ...when, ...show } } };
}
