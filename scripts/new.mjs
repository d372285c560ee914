/** `npm run new -- destination NAME`: a folder whose tests run and ask for the first example. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

const [kind, slug, root = ROOT] = process.argv.slice(2);
if (kind !== 'destination' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug ?? '')) {
	console.error('Usage: npm run new -- destination NAME   (lower case, words joined by hyphens, e.g. acme-audiences)');
	process.exit(2);
}
const folder = join(root, 'destinations', slug);
if (existsSync(folder)) {
	console.error(`destinations/${slug} exists already.`);
	process.exit(1);
}
const words = slug.split('-').map((word) => word[0].toUpperCase() + word.slice(1));
const pascal = words.join('');
const camel = pascal[0].toLowerCase() + pascal.slice(1);
const label = words.join(' ');
const credential = `Cdp${pascal}Api`;

const INDEX = `import { ACCESS_TOKEN, API_FIELDS, REGION } from '../../core/delivery/fields';
import type { Destination } from '../../core/delivery/destination';
import { everybody, oneRequest } from '../../core/delivery/exchange';
import { plainEmail } from '../../core/delivery/normalise/vendors';
import { VERSIONS } from '../versions';

/** What the platform is, in one line. */
export const ${camel}: Destination = Object.freeze<Destination>({
	slug: '${slug}',
	name: '${label}',
	description: 'What it does for a marketer, in one line',
	kinds: ['audience'],
	transport: 'http',
	credential: { name: 'cdp${pascal}Api', label: '${label}' },
	fields: [
		{
			key: 'audienceId',
			label: 'Audience ID',
			type: 'string',
			required: true,
			description: 'Number of the audience',
			placeholder: 'e.g. 12345',
		},
		REGION,
		{ ...ACCESS_TOKEN, required: true },
		...API_FIELDS,
	],
	identifiers: { email: { normalise: plainEmail, hash: 'hex' } },
	limits: { maxBatch: 1_000 },
	consent: { purposes: ['advertising'], tcf: [1, 3, 4] },
	deliver: oneRequest(
		({ action, people, config }) => ({
			method: action === 'remove' ? 'DELETE' : 'POST',
			url: \`https://api.${slug}.example/\${VERSIONS.${camel}.version}/audiences/\${String(config['audienceId'])}/users\`,
			headers: { authorization: \`Bearer \${String(config['accessToken'])}\`, 'content-type': 'application/json' },
			body: JSON.stringify({ emails: people.flatMap(({ ids }) => ids['email'] ?? []) }),
		}),
		(_response, { people }) => everybody(people),
	),
});
`;
const EXAMPLES = `import type { DestinationExample } from '../../core/delivery/example';

/** From people to the exact bytes, the platform's replies and our verdicts; docs/destinations-authoring.md says which are needed. */
export const examples: DestinationExample[] = [];
`;
const README = `# ${label}

What it is for.

Read (date): pages of the vendor.

| what | how |
| --- | --- |
| add, update | |
| remove | needs no consent |
`;
const CREDENTIAL = `import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { ${camel} } from '../destinations/${slug}';
import { credentialProperties } from '../nodes/shared/destination/fieldProperties';

/** Access to ${label}. */
// CDP Destination tests it: the node takes its credentials from the registry, where the rule does not look.
// eslint-disable-next-line @n8n/community-nodes/credential-test-required
export class ${credential} implements ICredentialType {
	name = 'cdp${pascal}Api';

	displayName = 'CDP ${label}';

	icon: Icon = { light: 'file:cdpPlatform.svg', dark: 'file:cdpPlatform.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cdp/n8n-nodes-cdp#readme';

	properties: INodeProperties[] = credentialProperties(${camel});
}
`;

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'index.ts'), INDEX);
writeFileSync(join(folder, 'examples.ts'), EXAMPLES);
writeFileSync(join(folder, 'README.md'), README);
writeFileSync(join(root, 'credentials', `${credential}.credentials.ts`), CREDENTIAL);
edit('destinations/registry.ts', (text) =>
	text
		.replace(/\n\n\/\*\* One line/, `\nimport { ${camel} } from './${slug}';\n\n/** One line`)
		.replace(/\t\/\/ events and conversions/, `\t${camel},\n\t// events and conversions`),
);
edit('destinations/versions.ts', (text) =>
	text.replace(
		/\} as const satisfies/,
		`\t${camel}: { version: 'v1', checked: '1970-01-01', page: 'https://the.page.you.read' },\n} as const satisfies`,
	),
);
edit('package.json', (text) => {
	const line = `      "dist/credentials/${credential}.credentials.js"`;
	return text.replace(/("credentials": \[\n)/, `$1${line},\n`);
});
console.log(`destinations/${slug} is there, registered and has a credential. Now:
  1 docs/destinations-authoring.md in one page; the vendor's own pages
  2 the first example in destinations/${slug}/examples.ts
  3 npx jest test/unit/destinations -t '${slug}'`);

function edit(file, change) {
	const path = join(root, file);
	const before = readFileSync(path, 'utf8');
	const after = change(before);
	if (after === before) {
		console.error(`${file} is not as expected: add the line by hand.`);
		process.exitCode = 1;
	}
	writeFileSync(path, after);
}
