import type { NodeHint } from 'n8n-workflow';

/**
 * "Evaluate" has three outputs, four where members are asked for, the others one. The editor evaluates this text, so it
 * names nothing from outside.
 */
export const OUTPUTS =
	'={{ $parameter["operation"] !== "evaluate" ? [{ type: "main" }] : ["Entered", "Exited", "Summary"].concat($parameter["outputMembers"] ? ["Members"] : []).map((name) => ({ type: "main", displayName: name })) }}';

/** The operation, and what it is about where the form says so. */
export const SUBTITLE =
	'={{ $parameter["operation"].replace("Computed", " computed trait") + (["evaluate", "preview", "saveComputed", "previewComputed"].includes($parameter["operation"]) ? ": " + $parameter["name"] : "") }}';

/** Said before the first run. */
export const HINTS: NodeHint[] = [
	{
		message: 'Give it a name: the key by which destinations and triggers find it is made from the name.',
		displayCondition: '={{ ["evaluate", "preview"].includes($parameter["operation"]) && !$parameter["name"] }}',
		whenToDisplay: 'beforeExecution',
		location: 'ndv',
		type: 'info',
	},
];
