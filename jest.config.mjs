/**
 * Specs are compiled to CommonJS with decorator metadata; Node 26 lets Jest `require` Nest's ES modules
 * (`--experimental-vm-modules`), so nothing of node_modules is transformed.
 */
const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
          },
          keepClassNames: true,
          target: 'es2024',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: {
    '^@ouderportaal/(.*)/runtime$': '<rootDir>/libs/$1/src/runtime.ts',
    '^@ouderportaal/(.*)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '<rootDir>/.cache'],
};

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/**/*.int-spec.ts'],
      globalSetup: '<rootDir>/libs/testing/jest/global-setup.mjs',
      globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.mjs',
    },
    {
      ...shared,
      displayName: 'journeys',
      testMatch: ['<rootDir>/test/journeys/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/test/journeys/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/journeys/support/global-teardown.mjs',
    },
    {
      ...shared,
      displayName: 'web',
      testMatch: ['<rootDir>/test/journeys/portal/**/*.web-spec.ts'],
      // The same portal as for the journeys above: run together they share it.
      globalSetup: '<rootDir>/test/journeys/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/journeys/support/global-teardown.mjs',
    },
  ],
  testTimeout: 30_000,
  maxWorkers: 2,
};
