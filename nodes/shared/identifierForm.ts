import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../index';
import type { Identifier } from '../../index';
import { locator, locatorText } from './locator';
import type { OperationCall } from './operation';

/** Names an identifier in the form: its type from a list, its value typed. `which` tells several of one form apart. */
export function identifierForm(which = ''): INodeProperties[] {
	const label = which === '' ? '' : `${which} `;
	return [
		locator({
			displayName: `${label}Identifier Type`,
			name: parameterName(which, 'Type'),
			method: 'searchIdentifierTypes',
			description: 'What the person or browser is named by',
			placeholder: 'e.g. email',
			first: 'email',
		}),
		{
			displayName: `${label}Identifier Value`,
			name: parameterName(which, 'Value'),
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ann@example.com',
			description: 'The e-mail address, customer number, cookie … itself',
		},
	];
}

/** Reads what `identifierForm` asked for. */
export function readIdentifier(call: OperationCall, which = ''): Identifier {
	const type = locatorText(call.parameter(parameterName(which, 'Type')));
	const value = locatorText(call.parameter(parameterName(which, 'Value')));
	if (type === '' || value === '') {
		const label = `${which} Identifier ${type === '' ? 'Type' : 'Value'}`.trim();
		throw new InputError(`"${label}" is empty`, 'Fill it in, or check the expression it comes from.');
	}
	return { type, value };
}

function parameterName(which: string, part: 'Type' | 'Value'): string {
	return which === '' ? `identifier${part}` : `${which.toLowerCase()}Identifier${part}`;
}
