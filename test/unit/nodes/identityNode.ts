import type { INodeExecutionData } from 'n8n-workflow';
import type { Cdp } from '../../../index';
import { CdpIdentity } from '../../../nodes/CdpIdentity/CdpIdentity.node';
import { resources } from '../../../nodes/CdpIdentity/operations';
import { fakeCdp } from './fakeCdp';
import type { FakeExecute, FakeSetup } from './fakeExecute';
import { execute, fakeExecute } from './fakeExecute';

/** An engine that notes every question as `[method, ...arguments]` and answers with what stands here. */
export function noting(answers: Record<string, unknown>): { asked: unknown[][]; cdp: Cdp } {
	const asked: unknown[][] = [];
	const methods = Object.entries(answers).map(([name, answer]) => [
		name,
		async (...args: unknown[]) => {
			asked.push([name, ...args]);
			return typeof answer === 'function' ? (Reflect.apply(answer, undefined, args) as unknown) : answer;
		},
	]);
	const part = Object.fromEntries(methods) as never;
	return { asked, cdp: fakeCdp({ identity: part, segments: part }) };
}

export const locate = (value: string) => ({ __rl: true, mode: 'name', value }) as never;

/** Runs one operation of CDP Identity with the resource it belongs to. */
export async function runIdentity(
	operation: string,
	parameters: object = {},
	change: (fake: FakeExecute) => void = () => undefined,
): Promise<{ items: Array<INodeExecutionData['json']> | undefined; hints: string[] }> {
	const resource = resources.find(({ operations }) => operations.some(({ name }) => name === operation))?.name;
	const type = new CdpIdentity();
	const setup = { parameters: { resource, operation, ...parameters } as never } satisfies FakeSetup;
	const fake = fakeExecute(type, setup);
	change(fake);
	const [output] = await execute(type, fake);
	return { items: output?.map(({ json }) => json), hints: fake.hints };
}
