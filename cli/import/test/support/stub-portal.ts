import type { ImportChange, ImportOutcome } from '@ouderportaal/contracts';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

type Kind = ImportChange['kind'];
interface Row extends Record<string, unknown> {
  kind: Kind;
  number: string;
}
interface Body extends Record<string, unknown> {
  dryRun: boolean;
}
type RowErrors = { path: (string | number)[]; message: string }[];
interface Failure {
  status: number;
  code: string;
  errors?: RowErrors;
  /** Seconds. */
  retryAfter?: number;
}

export interface Received {
  path: string;
  body: Body;
  bytes: number;
  key: string;
  connection: number;
}

export const TOKEN = 'the-operator-token';

/** Behaves as far as an import can see: keeps what it was sent, compares, and knows only what came before. */
export class StubPortal {
  readonly received: Received[] = [];
  private readonly failures = new Map<string, Failure[]>();
  /** Complaints of a rule only the portal knows. */
  complainAbout: (part: string, body: Body) => RowErrors = () => [];
  /** What is answered besides, in a part: what taking something away looks like. */
  alsoChanges: (part: string) => ImportChange[] = () => [];
  private readonly rows = new Map<string, string>();
  private readonly server = createServer(
    (request, response) => void this.answer(request, response),
  );

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** The next requests of a part that are no dry run get these answers, one each. */
  failApplying(part: string, failures: readonly Failure[]): void {
    this.failures.set(part, [...failures]);
  }

  /** What was asked for real, in order. */
  applied(): Received[] {
    return this.received.filter(({ body }) => !body.dryRun);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await json(request)) as Body;
    const path = (request.url ?? '').replace('/api/operator/organisations/', '');
    this.received.push({
      path,
      body,
      bytes: Number(request.headers['content-length']),
      key: String(request.headers['idempotency-key']),
      connection: request.socket.remotePort ?? 0,
    });
    const isKnown = request.headers.authorization === `Bearer ${TOKEN}`;
    const result: ImportOutcome | Failure = isKnown
      ? this.judge(path, body)
      : { status: 401, code: 'not-signed-in' };
    const isFailure = 'status' in result;
    if (isFailure && result.retryAfter) response.setHeader('retry-after', result.retryAfter);
    response.writeHead(isFailure ? result.status : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isFailure ? { ...result, title: result.code } : result));
  }

  private judge(path: string, body: Body): ImportOutcome | Failure {
    const [organisation = '', part = 'organisation'] = path.split('/');
    const failure = body.dryRun ? undefined : this.failures.get(part)?.shift();
    if (failure !== undefined) return failure;
    const canGoFirst = part === 'organisation' || (body.dryRun && part !== 'families');
    if (!canGoFirst && !this.rows.has(`organisation ${organisation}`)) {
      return { status: 404, code: 'not-found' };
    }
    const refusal = this.refuse(part, body);
    if (refusal !== undefined) return refusal;
    const also = this.alsoChanges(part);
    if (also.length > 0 && !body.dryRun && !body.confirmRemovals) {
      return { status: 409, code: 'import-not-confirmed' };
    }
    const outcome = this.record([...rowsOf(organisation, body)], body.dryRun);
    return { ...outcome, changes: [...outcome.changes, ...also] };
  }

  private refuse(part: string, body: Body): Failure | undefined {
    const errors = [...this.complainAbout(part, body), ...this.unknownGuardians(body)];
    if (errors.length > 0) return { status: 422, code: 'import-invalid', errors };
    if (!body.dryRun && this.namesUnknown(body))
      return { status: 409, code: 'import-not-known-yet' };
    return undefined;
  }

  private unknownGuardians({ families = [] }: Record<string, unknown>) {
    return (families as { guardians: object[]; guardianships?: { guardian: string }[] }[]).flatMap(
      ({ guardians, guardianships = [] }, at) => {
        const own = guardians.map(
          (guardian) => (guardian as { debtorNumber: string }).debtorNumber,
        );
        return guardianships.flatMap(({ guardian }, row) =>
          own.includes(guardian) || this.rows.has(`guardian ${guardian}`)
            ? []
            : [{ path: ['families', at, 'guardianships', row, 'guardian'], message: 'Unknown' }],
        );
      },
    );
  }

  private namesUnknown(body: Record<string, unknown>): boolean {
    const list = (name: string) => (body[name] ?? []) as Record<string, string | string[]>[];
    const groups = [
      ...list('capacities').map(({ group }) => group),
      ...list('products').flatMap(({ groups: codes }) => codes),
      ...list('placements').map(({ group }) => group),
    ];
    const children = list('placements').map(({ child }) => child);
    return (
      groups.some((code) => !this.rows.has(`group ${String(code)}`)) ||
      children.some((number) => !this.rows.has(`child ${String(number)}`))
    );
  }

  private record(rows: readonly Row[], dryRun: boolean): ImportOutcome {
    const changes: ImportChange[] = [];
    for (const { kind, number, ...row } of rows) {
      const key = `${kind} ${number}`;
      const before = this.rows.get(key);
      const now = JSON.stringify(row);
      if (before === now) continue;
      const change = before === undefined ? 'created' : 'updated';
      const fields = before === undefined ? [] : ['something'];
      changes.push({ kind, number, change, fields, caution: null });
      if (!dryRun) this.rows.set(key, now);
    }
    return { changes, unchanged: rows.length - changes.length };
  }
}

const NUMBERS: readonly (readonly [string, Kind, string])[] = [
  ['locations', 'location', 'code'],
  ['groups', 'group', 'code'],
  ['employees', 'employee', 'number'],
  ['dayparts', 'daypart', 'code'],
  ['products', 'product', 'code'],
  ['placements', 'placement', 'number'],
];

interface SentFamily {
  number: string;
  guardians: { debtorNumber: string }[];
  children: { number: string }[];
  guardianships?: { child: string; guardian: string }[];
}

function* rowsOf(organisation: string, body: Record<string, unknown>): Generator<Row> {
  if (body.profile) yield { kind: 'organisation', number: organisation, is: body.profile };
  if (body.policy) yield { kind: 'policy', number: organisation, is: body.policy };
  if (body.picture) yield { kind: 'logo', number: organisation, is: body.picture };
  for (const [list, kind, number] of NUMBERS) {
    for (const row of (body[list] ?? []) as Record<string, string>[]) {
      yield { kind, number: row[number] ?? '', is: row };
    }
  }
  yield* ((body.families ?? []) as SentFamily[]).flatMap(rowsOfFamily);
}

function rowsOfFamily({ number, guardians, children, guardianships = [] }: SentFamily): Row[] {
  return [
    { kind: 'family', number },
    ...guardians.map((is) => ({ kind: 'guardian' as const, number: is.debtorNumber, is })),
    ...children.map((is) => ({ kind: 'child' as const, number: is.number, is })),
    ...guardianships.map((is) => ({
      kind: 'guardianship' as const,
      number: `${is.child}/${is.guardian}`,
      is,
    })),
  ];
}
