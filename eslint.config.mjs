import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import tseslint from 'typescript-eslint';

/** Each rule that is switched off or changed says why. */
export default tseslint.config(
	{
		ignores: ['dist/', 'node_modules/', '.cache/', 'coverage/', 'demo/run/', 'demo/host/node_modules/'],
	},
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
			'@typescript-eslint/only-throw-error': 'error',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
			'max-lines': ['error', { max: 300 }],
			// An interface promises a promise (an engine may be remote), and the local implementation has nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			// Parts of the engine are records of closures; there is no class whose methods need a `this`.
			'@typescript-eslint/unbound-method': 'off',
			// Data from outside is `unknown` or JSON, and String() says what to do with whatever it is.
			'@typescript-eslint/no-base-to-string': 'off',
			// Numbers in messages are what messages are for.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
		},
	},
	{
		files: ['test/**/*.ts'],
		rules: {
			// `describe` blocks are lists of tests, not functions to read as one.
			'max-lines-per-function': 'off',
			// Answers of foreign programs (n8n's REST API, parsed JSON) are checked by the expectations themselves.
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
		},
	},
	{
		...n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport,
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'],
		rules: {
			...n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport.rules,
			// For verified packages only, which may not read files or keep a store. Ours travel inside the tarball
			// (bundleDependencies), so n8n's own install steps need no registry; the end-to-end test holds that.
			'@n8n/community-nodes/no-runtime-dependencies': 'off',
		},
	},
	{
		files: ['package.json'],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files: ['**/*.mjs', '*.js'],
		languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
		rules: {
			'no-unused-vars': 'error',
			'no-undef': 'off',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'max-lines': ['error', { max: 300 }],
		},
	},
);
