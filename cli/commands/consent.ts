import type { ConsentEntry, GateAnswer } from '../../index';
import { identifierArgument, text, wholeNumber } from '../arguments';
import type { Command, CommandContext } from '../command';
import { readJsonFile } from '../jsonFile';
import { USES, type Use } from '../../core/model/consent';
import { UsageError } from '../UsageError';

/** `cdp consent report|show|gate|decode|settings`: who may be used for what. */
export const consent: Command = {
	name: 'consent',
	summary: 'Who may be used for what, with proof',
	usage: [
		'report',
		'       cdp consent show TYPE:VALUE',
		`       cdp consent gate TYPE:VALUE ${USES.join('|')} [--vendor N]`,
		'       cdp consent decode STRING',
		'       cdp consent settings [--set FILE.json]',
	].join('\n'),
	options: {
		vendor: { type: 'string', value: 'N', help: "number of the asker in IAB's Global Vendor List" },
		set: { type: 'string', value: 'FILE', help: 'replace the settings by this JSON file' },
	},
	async run(context) {
		const [task = '', ...args] = context.args;
		const work = TASKS[task];
		if (!work) throw new UsageError(`“${task}” is no task of cdp consent`, `Known: ${Object.keys(TASKS).join(', ')}.`);
		await work({ ...context, args });
	},
};

const TASKS: Record<string, (context: CommandContext) => Promise<void>> = { report, show, gate, decode, settings };

async function report(context: CommandContext): Promise<void> {
	const found = await (await context.open()).consent.report();
	const { people, browsers, withProof, uses, purposes, refused } = found;
	context.result(found, [
		`people ${people}, browsers ${browsers}, with proof ${withProof}`,
		...uses.map((use) => `  ${use.use.padEnd(12)} people ${use.people}, browsers ${use.browsers}`),
		...purposes.map(({ purpose, granted, denied }) => `  said of ${purpose}: yes ${granted}, no ${denied}`),
		...Object.entries(refused).map(([why, n]) => `  refused ${n}: ${why}`),
	]);
}

async function show(context: CommandContext): Promise<void> {
	const history = await (await context.open()).consent.history(identifierArgument(context, 0));
	context.result({ history }, history.map(line));
}

function line({ time, source, identifier, purposes, proof }: ConsentEntry): string {
	const said = Object.entries(purposes).map(([purpose, granted]) => `${granted ? '+' : '-'}${purpose}`);
	const shown = proof === undefined ? '' : `  ${proof.length > 60 ? `${proof.slice(0, 57)}…` : proof}`;
	return `${new Date(time).toISOString()}  ${source}  ${identifier.type}  ${said.join(' ')}${shown}`;
}

async function gate(context: CommandContext): Promise<void> {
	const identifier = identifierArgument(context, 0, false);
	const use = context.args[1] as Use;
	if (!USES.includes(use)) throw new UsageError('The use is missing or not known', `Known: ${USES.join(', ')}.`);
	const vendor = wholeNumber(context, 'vendor', 65_535);
	const answer = await (await context.open()).consent.gate(identifier, use, vendor === undefined ? {} : { vendor });
	context.result(answer, sentence(answer));
}

const sentence = ({ use, allowed, basis, region, reasons }: GateAnswer): string[] => [
	`${use}: ${allowed ? 'allowed' : 'not allowed'} (${basis}${region === undefined ? '' : `, ${region}`})`,
	...reasons.map((reason) => `  ${reason}`),
];

async function decode(context: CommandContext): Promise<void> {
	const [string = ''] = context.args;
	if (string === '') throw new UsageError('The string is missing', 'Give a TC, GPP or US privacy string.');
	const field = string.startsWith('D') ? 'gppString' : /^\d/.test(string) ? 'usPrivacy' : 'tcString';
	const found = await (await context.open()).consent.decode({ [field]: string });
	const said = Object.entries(found.record?.purposes ?? {}).map(
		([purpose, yes]) => `${yes ? 'yes' : 'no '} ${purpose}`,
	);
	context.result(found, [...said, ...found.refused.map(({ signal, reason }) => `refused: ${signal} ${reason}`)]);
}

async function settings(context: CommandContext): Promise<void> {
	const file = text(context, 'set');
	const { consent: family } = await context.open();
	const found = file === undefined ? await family.settings() : await family.saveSettings(await readJsonFile(file));
	context.result(found, [JSON.stringify(found, null, 2)]);
}
