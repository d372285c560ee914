/** One runner for all suites; `npm run test:unit` takes test/unit only. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }] },
	modulePathIgnorePatterns: ['<rootDir>/demo/', '<rootDir>/dist/'],
	testTimeout: 60_000,
};
