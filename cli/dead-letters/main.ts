import { SERVICE_NAMES } from '@ouderportaal/contracts';
import type { DatabaseAddress } from '@ouderportaal/database/runtime';
import { parseArgs } from 'node:util';
import { runningPortal } from '../running-portal.js';
import { type DeadLetter, DeadLetters } from './dead-letters.js';
import { workerAddressFromEnvironment } from './environment.js';

const USAGE = `Usage: npm run dead-letters -- list [--service NAME]
       npm run dead-letters -- show <event> [--service NAME]
       npm run dead-letters -- replay <event> | --all [--service NAME]

Events that a service could not deal with in five tries wait for a person. When the cause is gone,
replay lets the running service try them again. Nothing that a person wrote is shown.

The databases are those of the portal of npm start, or <SERVICE>_DATABASE_WORKER_URL,
encrypted unless it is on this machine, with DATABASE_CA_FILE for an authority of your own.`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Command {
  verb: string;
  eventId: string | undefined;
  all: boolean;
  services: readonly string[];
}

/** Exit code: 0 done, 1 there is no such event, 2 the command is wrong or there is no portal. */
async function main(): Promise<number> {
  const command = readCommand();
  if (command === undefined) {
    console.error(USAGE);
    return 2;
  }
  const found: { service: string; letter: DeadLetter }[] = [];
  for (const service of command.services) {
    const letters = await lettersFor(new DeadLetters(await workerOf(service)), command);
    found.push(...letters.map((letter) => ({ service, letter })));
  }
  for (const { service, letter } of found) {
    console.log(command.verb === 'show' ? whole(service, letter) : inOneLine(service, letter));
  }
  if (command.verb === 'list') {
    console.log(found.length === 0 ? 'No event was set aside.' : `${found.length} set aside.`);
    return 0;
  }
  if (command.verb === 'replay') console.log(`${found.length} will be tried again now.`);
  if (found.length > 0 || command.all) return 0;
  console.error('No such event waits for a person.');
  return 1;
}

async function lettersFor(letters: DeadLetters, command: Command): Promise<DeadLetter[]> {
  const { verb, eventId = '' } = command;
  if (verb === 'list') return letters.list();
  if (verb === 'replay') return letters.replay(command.all ? undefined : eventId);
  const letter = await letters.find(eventId);
  return letter === undefined ? [] : [letter];
}

function readCommand(): Command | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { all: { type: 'boolean', default: false }, service: { type: 'string' } },
    });
    const [verb = '', eventId] = positionals;
    const { all, service } = values;
    const services = service === undefined ? SERVICE_NAMES : [service];
    const isKnown = services.every((name) => (SERVICE_NAMES as readonly string[]).includes(name));
    const isId = UUID.test(eventId ?? '');
    const isWhole = { list: true, show: isId, replay: isId !== all }[verb] ?? false;
    return isKnown && isWhole ? { verb, eventId, all, services } : undefined;
  } catch {
    return undefined;
  }
}

async function workerOf(service: string): Promise<DatabaseAddress> {
  const told = workerAddressFromEnvironment(service);
  if (told !== undefined) return told;
  const { workerUrls } = await runningPortal();
  return { url: workerUrls[service] ?? '' };
}

function inOneLine(service: string, letter: DeadLetter): string {
  const { eventId, subject, attempts, reason } = letter;
  return `${service}  ${eventId}  ${subject}  tried ${attempts} times, ${stateOf(letter)}: ${reason}`;
}

function whole(service: string, letter: DeadLetter): string {
  const { producer, position } = letter;
  const lines = [
    ['set aside by', service],
    ['event', letter.eventId],
    ['subject', letter.subject],
    ['position', `${position} of ${producer}`],
    ['organisation', letter.tenantId],
    ['said at', letter.occurredAt.toISOString()],
    ['by request', letter.requestId],
    ['tried', `${letter.attempts} times`],
    ['state', stateOf(letter)],
    ['reason', letter.reason],
    ...Object.entries(letter.names).map(([field, ids]) => [field, ids.join(', ')]),
  ];
  return lines.map(([what = '', value = '']) => `${what.padEnd(14)} ${value}`).join('\n');
}

function stateOf({ deadAt, nextAttemptAt }: DeadLetter): string {
  if (deadAt !== null) return `waits for a person since ${deadAt.toISOString()}`;
  return `tried again by itself at ${nextAttemptAt?.toISOString() ?? '?'}`;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
