import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from './operation';

/** The "Operation" menu and the form of every operation, each shown only for its operation. */
export function operationProperties(operations: Operation[], first: string): INodeProperties[] {
	return [menu(operations, first), ...operations.flatMap(formOf)];
}

function menu(operations: Operation[], first: string): INodeProperties {
	const options = operations.map(({ name, displayName, action, description }) => ({
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

function formOf(operation: Operation): INodeProperties[] {
	return operation.properties.map((property) => shownFor(property, operation.name));
}

/** A copy of the property; forms are shared between operations and must not be changed. */
function shownFor(property: INodeProperties, operation: string): INodeProperties {
	const { show, ...rest } = property.displayOptions ?? {};
	return { ...property, displayOptions: { ...rest, show: { operation: [operation], ...show } } };
}
