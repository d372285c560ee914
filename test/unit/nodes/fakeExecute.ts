import { NodeHelpers } from 'n8n-workflow';
import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';

export interface FakeSetup {
	parameters: INodeParameters;
	items?: INodeExecutionData[];
	credentials?: Record<string, IDataObject>;
	continueOnFail?: boolean;
	binary?: IBinaryData;
}

export interface FakeExecute {
	context: IExecuteFunctions;
	hints: string[];
	node: INode;
}

/**
 * A context as n8n gives it to `execute`, which rejects reading a parameter that the node does not show for these
 * parameters: a form and the code behind it cannot drift apart.
 */
export function fakeExecute(type: INodeType, setup: FakeSetup): FakeExecute {
	const hints: string[] = [];
	const node = fakeNode(type, setup);
	const context = {
		getNode: () => node,
		getWorkflow: () => ({ id: 'w1', name: 'Test Workflow', active: false }),
		getInputData: () => setup.items ?? [{ json: {} }],
		getNodeParameter: (name: string) => read(type, node, name),
		getCredentials: async (name: string) => setup.credentials?.[name],
		continueOnFail: () => setup.continueOnFail ?? false,
		addExecutionHints: (...added: Array<{ message: string }>) => hints.push(...added.map(({ message }) => message)),
		getExecutionCancelSignal: () => undefined,
		helpers: { assertBinaryData: () => setup.binary },
	};
	return { context: context as unknown as IExecuteFunctions, hints, node };
}

/** Runs a node's `execute` the way n8n does. */
export async function execute(type: INodeType, fake: FakeExecute): Promise<INodeExecutionData[][]> {
	return (await type.execute?.call(fake.context)) as INodeExecutionData[][];
}

function fakeNode(type: INodeType, { parameters, credentials }: FakeSetup): INode {
	const { name, defaults, version } = type.description;
	const held = Object.keys(credentials ?? {}).map((key) => [key, { id: '1', name: key }]);
	return {
		id: 'n1',
		name: defaults.name ?? name,
		type: `n8n-nodes-cdp.${name}`,
		typeVersion: version as number,
		position: [0, 0],
		parameters,
		...(held.length === 0 ? {} : { credentials: Object.fromEntries(held) as NonNullable<INode['credentials']> }),
	};
}

function read(type: INodeType, node: INode, name: string): unknown {
	const { description } = type;
	const shown =
		NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, node, description) ?? {};
	if (!(name in shown)) {
		throw new Error(`"${name}" is read but not shown for ${JSON.stringify(node.parameters)}`);
	}
	return shown[name];
}
