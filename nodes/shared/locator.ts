import type { INodeProperties } from 'n8n-workflow';

export interface LocatorForm {
	displayName: string;
	name: string;
	/** A method of `methods.listSearch` in the node. */
	method: string;
	description: string;
	placeholder: string;
	required?: boolean;
	/** Only for these values of other fields. */
	show?: Record<string, string[]>;
	/** What is chosen to begin with. */
	first?: string;
	/** Shown in the list while nothing is chosen. */
	empty?: string;
}

/** A searchable list of what the store has seen, with typing as the way out for what it has not seen yet. */
export function locator(form: LocatorForm): INodeProperties {
	return {
		displayName: form.displayName,
		name: form.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: form.first ?? '' },
		required: form.required ?? true,
		description: form.description,
		...(form.show ? { displayOptions: { show: form.show } } : {}),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: form.empty ?? 'Choose…',
				// Without this the editor shows no list before a credential is chosen, and ours is optional.
				typeOptions: { searchListMethod: form.method, searchable: true, skipCredentialsCheckInRLC: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: form.placeholder },
		],
	};
}

/** The chosen value, whether it came from a resource locator or as plain text by an expression. */
export function locatorValue(value: unknown): unknown {
	return typeof value === 'object' && value !== null && '__rl' in value && 'value' in value ? value.value : value;
}

/** The chosen value as text without surrounding spaces; empty when nothing was chosen. */
export function locatorText(value: unknown): string {
	const chosen = locatorValue(value);
	return typeof chosen === 'string' || typeof chosen === 'number' || typeof chosen === 'boolean'
		? String(chosen).trim()
		: '';
}

/** The steps of a chosen inner field: "home. city" is two. */
export function locatorPath(value: unknown): string[] {
	const steps = locatorText(value).split('.');
	return steps.map((step) => step.trim()).filter((step) => step !== '');
}
