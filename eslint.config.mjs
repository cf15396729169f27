import eslint from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noAmbientTime = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the injected Clock: a test decides what time it is.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the injected Clock: a test decides what time it is.',
  },
];

// A constructor takes what Nest injects; everything else takes few things, or one object.
const fewParameters = {
  selector:
    ':matches(FunctionDeclaration, ArrowFunctionExpression, MethodDefinition[kind!="constructor"] > FunctionExpression)[params.length>4]',
  message: 'Take at most four parameters; put what belongs together into one object.',
};

const sqlOutsideRepositories = {
  selector:
    "MemberExpression[object.name='tx'][property.name=/^(query|queryOne|execute|deferToCommit|manager)$/]",
  message: 'sql-stays-in-repositories: write the statement in the feature’s *.repository.ts.',
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.data/',
      '.cache/',
      'coverage/',
      'apps/portal/src/api/schema.d.ts',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      complexity: ['error', 10],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...noAmbientTime, fewParameters],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Read the environment in config.ts only, through its schema.',
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Nest instantiates modules, controllers and providers by their class.
      '@typescript-eslint/no-empty-function': 'off',
      // Contracts of interfaces and Nest hooks are asynchronous whether or not one implementation waits.
      '@typescript-eslint/require-await': 'off',
      // Loops end when another callback clears a field; the checker sees only this function.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    // A service learns from events and keeps its own copy; only the gateway sends requests.
    files: ['apps/**/*.ts', 'libs/service/**/*.ts', 'libs/database/**/*.ts'],
    ignores: ['apps/gateway/**', '**/test/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@ouderportaal/bus', '@ouderportaal/bus/*', '**/libs/bus/**', '**/bus.js'],
              importNames: ['Bus'],
              message: 'only-the-gateway-asks: add an event, and keep the columns you need.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/**/*.ts'],
    ignores: ['**/*.repository.ts', '**/database/**', '**/test/**'],
    rules: {
      'no-restricted-syntax': ['error', ...noAmbientTime, fewParameters, sqlOutsideRepositories],
    },
  },
  {
    // A migration is read once, from top to bottom, and never edited after.
    files: ['**/migrations/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/config.ts', '**/environment.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Outside the services the machine's own clock is the subject: deadlines, waiting, progress.
    files: [
      'apps/migrate/**',
      'bench/**',
      'apps/streams/**',
      'cli/**',
      'dev/**',
      'libs/backing-services/**',
      'libs/bus/**',
      'libs/testing/**',
      'libs/kernel/src/{clock,ids}.ts',
      'test/**',
    ],
    rules: { 'no-restricted-syntax': ['error', fewParameters] },
  },
  {
    files: [
      '**/*.spec.ts',
      '**/*.int-spec.ts',
      '**/*.e2e-spec.ts',
      '**/test/**',
      'libs/testing/**',
    ],
    rules: {
      complexity: 'off',
      'max-lines': ['error', { max: 450, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    // The web app: a browser's own clock, and what a screen reader needs.
    files: ['apps/portal/src/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
    rules: {
      // The calendar's month is a table of days in which arrows move (ARIA's grid).
      'jsx-a11y/no-noninteractive-element-to-interactive-role': [
        'error',
        { table: ['grid'], td: ['gridcell'] },
      ],
      'jsx-a11y/label-has-associated-control': ['error', { assert: 'either', depth: 4 }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='style']",
          message: 'A look is a class in the style sheet beside the component.',
        },
        {
          // Newer browsers give a promise where older ones gave nothing, and React would call it.
          selector:
            "CallExpression[callee.name='useEffect'] > ArrowFunctionExpression[body.type!='BlockStatement']",
          message: 'Write a block: what an effect gives is what ends it.',
        },
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Nothing that somebody wrote becomes markup.',
        },
      ],
      // A screen is a description with cases, not a decision.
      complexity: ['error', 20],
      // Properties of a component are functions, not methods.
      '@typescript-eslint/unbound-method': 'off',
      // The caller says what the device kept.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/only-throw-error': [
        'error',
        {
          allow: [
            {
              from: 'package',
              package: '@tanstack/router-core',
              name: ['Redirect', 'NotFoundError'],
            },
          ],
        },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  {
    // What lives in a worker has a project of its own.
    files: ['apps/portal/src/offline/sw.ts'],
    languageOptions: {
      parserOptions: { projectService: false, project: 'apps/portal/tsconfig.worker.json' },
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { module: 'writable', process: 'readonly', console: 'readonly' } },
  },
);
