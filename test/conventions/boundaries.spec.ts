import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** What the check of boundaries reads (`npm run boundaries`). */
const TREE = ['apps', 'libs', 'cli', 'dev', 'test', 'bench'];
const CONFIG = ['.dependency-cruiser.cjs', 'eslint.config.mjs', 'tsconfig.json', 'package.json'];
const ROOT = join(import.meta.dirname, '../..');

interface Violation {
  rule: { name: string };
  from: string;
}

/** One wall, and what somebody who does not see it writes where. */
interface Planted {
  rule: string;
  where: string;
  code: string;
}

const IMPORTS: readonly Planted[] = [
  {
    rule: 'apps-are-islands',
    where: 'apps/planning/src/queue/planted.ts',
    code: `import '../../../identity/src/accounts/passwords.js';`,
  },
  {
    rule: 'libs-stand-below',
    where: 'libs/service/src/planted.ts',
    code: `import '../../../apps/planning/src/calendar/cancellable.rules.js';`,
  },
  {
    rule: 'libs-stand-below',
    where: 'libs/database/src/planted.ts',
    code: `import '../../../cli/invariants/check-invariants.js';`,
  },
  {
    rule: 'libs-stand-below',
    where: 'libs/testing/src/planted.ts',
    code: `import '../../../dev/portal/secrets.js';`,
  },
  {
    rule: 'what-ships-stands-alone',
    where: 'cli/import/planted.ts',
    code: `import '../../dev/portal/secrets.js';`,
  },
  {
    rule: 'what-ships-stands-alone',
    where: 'apps/media/src/planted.ts',
    code: `import { freePort } from '@ouderportaal/backing-services';\nvoid freePort;`,
  },
  {
    rule: 'features-do-not-speak-nats',
    where: 'apps/messaging/src/mails/planted.ts',
    code: `import { connect } from '@nats-io/transport-node';\nvoid connect;`,
  },
  {
    rule: 'features-take-the-front-door',
    where: 'apps/planning/src/options/planted.service.ts',
    code: `import { OutboxRelay } from '@ouderportaal/database/runtime';\nvoid OutboxRelay;`,
  },
  {
    rule: 'features-take-the-front-door',
    where: 'apps/identity/src/sessions/planted.ts',
    code: `import { EventStreams } from '../../../../libs/bus/src/event-streams.js';\nvoid EventStreams;`,
  },
  {
    rule: 'contracts-are-a-leaf',
    where: 'libs/contracts/src/planted.ts',
    code: `import '@ouderportaal/kernel';`,
  },
  {
    rule: 'kernel-depends-on-nothing',
    where: 'libs/kernel/src/planted.ts',
    code: `import '@ouderportaal/contracts';`,
  },
  {
    rule: 'rules-are-pure',
    where: 'apps/planning/src/queue/planted.rules.ts',
    code: `import './queue.repository.js';`,
  },
  {
    rule: 'sql-stays-in-repositories',
    where: 'apps/planning/src/queue/planted.service.ts',
    code: `import { DataSource } from 'typeorm';\nvoid DataSource;`,
  },
  {
    rule: 'the-portal-stands-apart',
    where: 'apps/portal/src/planted.ts',
    code: `import '@ouderportaal/contracts';`,
  },
  {
    rule: 'apps-are-islands',
    where: 'apps/portal/src/planted-too.ts',
    code: `import '../../gateway/src/config.js';`,
  },
  {
    rule: 'nobody-needs-the-portal',
    where: 'test/journeys/planted.ts',
    code: `import '../../apps/portal/src/dates/dates.js';`,
  },
  {
    rule: 'screens-ask-through-queries',
    where: 'apps/portal/src/child/planted.screen.tsx',
    code: `import { api } from '../api/client.js';\nvoid api;`,
  },
  {
    rule: 'features-share-queries',
    where: 'apps/portal/src/child/planted-too.tsx',
    code: `import { Day } from '../agenda/day.js';\nvoid Day;`,
  },
  {
    rule: 'the-gateway-has-no-database',
    where: 'apps/gateway/src/planted.ts',
    code: `import '@ouderportaal/database';`,
  },
  {
    rule: 'mails-know-no-kinds',
    where: 'apps/messaging/src/mails/planted-kind.ts',
    code: `import '../kinds/registry.js';`,
  },
  {
    rule: 'mails-know-no-kinds',
    where: 'apps/messaging/src/delivery/planted-kind.ts',
    code: `import '../kinds/registry.js';`,
  },
  {
    rule: 'delivery-knows-no-mails',
    where: 'apps/messaging/src/delivery/planted.ts',
    code: `import '../mails/mails.repository.js';`,
  },
  {
    rule: 'no-cycles',
    where: 'apps/billing/src/planted.ts',
    code: `import './planted.zoo.js';\nexport const one = 1;`,
  },
  {
    rule: 'tests-stay-outside',
    where: 'apps/identity/src/planted.ts',
    code: `import { FakeClock } from '@ouderportaal/testing';\nvoid FakeClock;`,
  },
];

/** Walls between names and calls, which no import shows. */
const STATEMENTS: readonly Planted[] = [
  {
    rule: 'only-the-gateway-asks',
    where: 'apps/planning/src/queue/planted.ts',
    code: `import { Bus } from '@ouderportaal/bus';\nvoid Bus;`,
  },
  {
    rule: 'only-the-gateway-asks',
    where: 'apps/messaging/src/mails/planted.ts',
    code: `import { Bus } from '@ouderportaal/bus/runtime';\nvoid Bus;`,
  },
  {
    rule: 'only-the-gateway-asks',
    where: 'libs/service/src/planted.ts',
    code: `import { Bus } from '../../bus/src/bus.js';\nvoid Bus;`,
  },
  ...['query', 'queryOne', 'execute', 'deferToCommit'].map((method) => ({
    rule: 'sql-stays-in-repositories',
    where: 'apps/planning/src/queue/planted.service.ts',
    code: `export const planted = (tx) => tx.${method}('select 1');`,
  })),
  {
    rule: 'sql-stays-in-repositories',
    where: 'apps/planning/src/queue/planted.handlers.ts',
    code: `export const planted = (tx) => tx.manager.find();`,
  },
];

let tree: string;

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'ouderportaal-boundaries-'));
  for (const name of TREE) await cp(join(ROOT, name), join(tree, name), { recursive: true });
  for (const name of CONFIG) await cp(join(ROOT, name), join(tree, name));
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  const other = 'apps/billing/src/planted.zoo.ts';
  const inACircle = { where: other, code: `import './planted.js';\nexport const two = 2;` };
  for (const { where, code } of [...IMPORTS, inACircle]) {
    await mkdir(dirname(join(tree, where)), { recursive: true });
    await writeFile(join(tree, where), `${code}\n`);
  }
}, 60_000);

afterAll(() => rm(tree, { recursive: true, force: true }));

describe('a boundary between files', () => {
  let violations: Violation[];
  let rules: string[];

  beforeAll(async () => {
    const report = await node([
      join(ROOT, 'node_modules/.bin/depcruise'),
      ...['--config', '.dependency-cruiser.cjs', '--preserve-symlinks', '--output-type', 'json'],
      ...TREE,
    ]);
    const { summary } = JSON.parse(report) as {
      summary: { violations: Violation[]; ruleSetUsed: { forbidden: { name: string }[] } };
    };
    violations = summary.violations;
    rules = summary.ruleSetUsed.forbidden.map(({ name }) => name);
  }, 60_000);

  it.each(IMPORTS)('$rule stops $where', ({ rule, where }) => {
    const stoppedBy = violations.filter(({ from }) => from === where).map((one) => one.rule.name);
    expect(stoppedBy).toContain(rule);
  });

  it('is broken by nothing else', () => {
    const planted = new Set(IMPORTS.map(({ where }) => where));
    expect(violations.filter(({ from }) => !planted.has(from))).toEqual([]);
  });

  it('is not decoration: each rule has something planted against it', () => {
    expect([...rules].sort()).toEqual([...new Set(IMPORTS.map(({ rule }) => rule))].sort());
  });
});

describe('a boundary between names', () => {
  let messages: Map<Planted, string[]>;

  beforeAll(async () => {
    const plants = STATEMENTS.map(({ where, code }) => ({ where, code }));
    const answer = await node(['--input-type=module', '--eval', LINT, JSON.stringify(plants)]);
    const found = JSON.parse(answer) as string[][];
    messages = new Map(STATEMENTS.map((planted, index) => [planted, found[index] ?? []]));
  }, 60_000);

  it.each(STATEMENTS)('$rule stops `$code` in $where', (planted) => {
    expect(messages.get(planted)).toContainEqual(expect.stringContaining(planted.rule));
  });

  it('lets a repository write its statement, and the gateway ask', async () => {
    const allowed = [
      {
        where: 'apps/planning/src/queue/planted.repository.ts',
        code: `export const planted = (tx) => tx.query('select 1');`,
      },
      {
        where: 'apps/gateway/src/planted.ts',
        code: `import { Bus } from '@ouderportaal/bus';\nvoid Bus;`,
      },
    ];
    const answer = await node(['--input-type=module', '--eval', LINT, JSON.stringify(allowed)]);
    expect(JSON.parse(answer)).toEqual([[], []]);
  });
});

/** Lints what it is given with the project's own rules, but for those that need to know the types. */
const LINT = `
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
const plants = JSON.parse(process.argv[1]);
const untyped = { ...tseslint.configs.disableTypeChecked, files: ['**/*.ts'] };
untyped.languageOptions = { parserOptions: { projectService: false, program: null, project: false } };
const eslint = new ESLint({ overrideConfig: [untyped] });
const found = [];
for (const { where, code } of plants) {
  const [result] = await eslint.lintText(code, { filePath: where });
  found.push(result.messages.map(({ message }) => message));
}
console.log(JSON.stringify(found));
`;

/** Runs Node.js in the planted tree; a check that finds something exits with 1 and still answers. */
async function node(args: string[]): Promise<string> {
  const options = { cwd: tree, maxBuffer: 64 * 1024 * 1024, env: { PATH: process.env['PATH'] } };
  try {
    return (await promisify(execFile)(process.execPath, args, options)).stdout;
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (stdout) return stdout;
    throw error;
  }
}
