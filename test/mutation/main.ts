import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Project, projectOf, SEEDED_BUGS, type SeededBug } from './seeded-bugs.js';

/** What a test run needs of the tree. */
const COPIED = [
  'apps',
  'libs',
  'cli',
  'dev',
  'test',
  'demo',
  'docs',
  '.swcrc',
  'jest.config.mjs',
  'package.json',
  'tsconfig.json',
];
const PATIENCE_MS = 300_000;
const PROJECTS: readonly Project[] = ['unit', 'integration', 'web'];
const BUILD_PORTAL = ['build', '--config', 'apps/portal/vite.config.ts', '--logLevel', 'warn'];

interface Run {
  passed: number;
  /** Titles of the tests that failed. */
  failed: string[];
  /** Test files that could not run at all: that says nothing about the bug. */
  broken: string[];
}

interface JestReport {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

/**
 * Puts known mistakes into a copy of the tree, one at a time, and looks whether the check that is there
 * for it fails. Exits 1 when a mistake gets away with it.
 */
async function main(): Promise<number> {
  const tree = await mkdtemp(join(tmpdir(), 'ouderportaal-mutation-'));
  try {
    for (const name of COPIED) await cp(name, join(tree, name), { recursive: true });
    await symlink(resolve('node_modules'), join(tree, 'node_modules'));
    // What starts the servers of a test run is not compiled by Jest.
    const swc = [
      'apps',
      'libs',
      'cli',
      'dev',
      'test',
      '-d',
      'dist',
      '--config-file',
      '.swcrc',
      '--quiet',
    ];
    await run(tree, join('node_modules', '.bin', 'swc'), swc);
    // Conventions look at the files that git knows.
    await run(tree, 'git', ['init', '--quiet']);
    await run(tree, 'git', ['add', 'apps']);
    for (const project of PROJECTS) {
      const checks = SEEDED_BUGS.map(({ caughtBy }) => caughtBy).filter(
        (check) => projectOf(check) === project,
      );
      const sound = await runTests(tree, project, checks);
      if (sound.failed.length === 0 && sound.broken.length === 0) continue;
      const wrong = [...sound.failed, ...sound.broken];
      console.log('The checks fail without any bug:', wrong.join('; '));
      return 1;
    }
    let survivors = 0;
    for (const bug of SEEDED_BUGS) {
      const caught = await isCaught(tree, bug);
      console.log(
        caught === undefined ? `✗ ${bug.name}: nobody noticed` : `✓ ${bug.name}: ${caught}`,
      );
      if (caught === undefined) survivors += 1;
    }
    console.log(
      survivors === 0
        ? `All ${SEEDED_BUGS.length} seeded bugs were caught.`
        : `${survivors} of ${SEEDED_BUGS.length} seeded bugs survived.`,
    );
    return survivors === 0 ? 0 : 1;
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

/** The check that noticed the bug. */
async function isCaught(tree: string, bug: SeededBug): Promise<string | undefined> {
  const before = new Map<string, string>();
  for (const { file, from, to } of bug.changes) {
    const path = join(tree, file);
    const text = await readFile(path, 'utf8');
    if (!before.has(path)) before.set(path, text);
    if (text.split(from).length !== 2) {
      throw new Error(`${bug.name}: ${file} does not hold, once, ${JSON.stringify(from)}`);
    }
    await writeFile(
      path,
      text.replace(from, () => to),
    );
  }
  try {
    const { failed, broken } = await runTests(tree, projectOf(bug.caughtBy), [bug.caughtBy]);
    if (broken.length > 0) throw new Error(`${bug.name}: ${broken.join('; ')} cannot run`);
    return failed[0];
  } finally {
    for (const [path, text] of before) await writeFile(path, text);
  }
}

const run = (tree: string, command: string, args: readonly string[]) =>
  promisify(execFile)(command, args, { cwd: tree });

async function runTests(
  tree: string,
  project: Project,
  wanted: readonly { tests: string; named: string }[],
): Promise<Run> {
  const file = join(tree, 'report.json');
  await mkdir(tree, { recursive: true });
  await rm(file, { force: true });
  // What the browser gets is not what Jest compiles.
  if (project === 'web') await run(tree, join('node_modules', '.bin', 'vite'), BUILD_PORTAL);
  const named = wanted.map((one) => one.named).join('|');
  const args = [
    '--experimental-vm-modules',
    'node_modules/.bin/jest',
    `--selectProjects=${project}`,
    // Browsers share one portal and its days.
    ...(project === 'web' ? ['--runInBand'] : []),
    `--testPathPatterns=${wanted.map(({ tests }) => tests).join('|')}`,
    `--testNamePattern=${named}`,
    '--json',
    `--outputFile=${file}`,
  ];
  // Its exit code says no more than the report does.
  const said = await new Promise<string>((done) => {
    const options = { cwd: tree, timeout: PATIENCE_MS, maxBuffer: 100_000_000 };
    execFile(process.execPath, args, options, (_error, out, err) => done(`${out}\n${err}`));
  });
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`The tests did not run:\n${said.slice(-2_000)}`);
  });
  const report = JSON.parse(text) as JestReport;
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  const broken = report.testResults
    .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .map(({ name }) => basename(name));
  return { passed: report.numPassedTests, failed, broken };
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
