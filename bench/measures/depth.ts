import { randomUUID } from 'node:crypto';
import { continueTrace } from '@ouderportaal/bus';
import { TenantDatabase, type ReadTx } from '@ouderportaal/database';
import pg from 'pg';
import { MailsRepository } from '../../apps/messaging/src/mails/mails.repository.js';
import { BookingsRepository } from '../../apps/planning/src/care-requests/bookings.repository.js';
import { roleUrl } from '../../dev/portal/service-environment.js';
import { dataSource } from '../support/event-lab.js';
import { quantile } from '../support/statistics.js';
import type { Bench, Figure } from './measure.js';

const ROWS = 50_000;
const DEPTH = 45_000;
const PAGE = 25;
const TIMES = 300;

interface DeepList {
  what: string;
  tenantId: string;
  role: 'messaging_app' | 'planning_app';
  /** The cursor of the page far down. */
  deep: string;
  page(tx: ReadTx, before: string | null): Promise<unknown[]>;
}

/** A page far down a list of one person ÷ the first one: both are found by their key. */
export async function depth(bench: Bench): Promise<Figure[]> {
  const admin = new pg.Client({ connectionString: bench.world.adminUrl });
  await admin.connect();
  try {
    const lists = [await manyMails(admin), await manyBookings(admin, bench)];
    await admin.query('analyze messaging.mail, planning.booking');
    const figures: Figure[] = [];
    for (const list of lists) figures.push(await compared(bench, list));
    return figures;
  } finally {
    await admin.end();
  }
}

async function compared({ world }: Bench, list: DeepList): Promise<Figure> {
  const source = await dataSource(roleUrl(world.adminUrl, list.role, world.secrets));
  const database = new TenantDatabase(source);
  const owner = { tenantId: list.tenantId, trace: continueTrace() };
  const timeOf = async (before: string | null) => {
    const startedAt = performance.now();
    const rows = await database.read(owner, (tx) => list.page(tx, before));
    if (rows.length < PAGE) throw new Error(`${list.what}: a page of ${rows.length} rows`);
    return performance.now() - startedAt;
  };
  const [first, deep]: [number[], number[]] = [[], []];
  for (let time = -50; time < TIMES; time += 1) {
    const [top, far] = [await timeOf(null), await timeOf(list.deep)];
    // The first ones are slow ones: nothing was prepared yet.
    if (time < 0) continue;
    first.push(top);
    deep.push(far);
  }
  await source.destroy();
  const [ours, baseline] = [quantile(deep, 0.5), quantile(first, 0.5)];
  return {
    ...{ id: 'depth', what: `${list.what}: a page ${DEPTH} rows down ÷ the first`, unit: 'ms' },
    ...{ ours, baseline, ratio: ours / baseline, goal: '≤ 1.3 ×', stretch: '–' },
    ...{ met: ours / baseline <= 1.3, valid: true },
  };
}

async function manyMails(admin: pg.Client): Promise<DeepList> {
  const [tenantId, recipientId] = [randomUUID(), randomUUID()];
  await admin.query(
    `insert into messaging.mail (tenant_id, id, recipient_id, cause_id, kind, language, subject,
       html, text, status, created_at, sent_at)
     select $1, uuidv7(), $2, gen_random_uuid(), 'request-receipt', 'nl', 'Onderwerp', 'html',
       'tekst', 'sent', now(), now()
     from generate_series(1, $3::int)`,
    [tenantId, recipientId, ROWS],
  );
  const mails = new MailsRepository();
  return {
    what: 'Mails of a person',
    ...{ tenantId, role: 'messaging_app' },
    deep: await idAt(admin, 'messaging.mail where tenant_id = $1 and recipient_id = $2', [
      tenantId,
      recipientId,
    ]),
    page: (tx, before) => mails.listOf(tx, recipientId, { before, limit: PAGE }),
  };
}

async function manyBookings(admin: pg.Client, { parents }: Bench): Promise<DeepList> {
  const { tenantId, guardianId } = parents[0] ?? { tenantId: '', guardianId: '' };
  const { rows } = await admin.query<{ child: string; requestId: string }>(
    `with one as (
       select g.tenant_id, g.child_id, g.guardian_id from planning.guardianship g
       where g.tenant_id = $1 and g.guardian_id = $2 and g.access = 'full' limit 1
     ), request as (
       insert into planning.care_request (tenant_id, id, submitted_by, submitted_at, as_whole,
         policy_version)
       select tenant_id, uuidv7(), guardian_id, now(), false,
         (select max(version) from planning.planning_policy where tenant_id = $1)
       from one returning id
     )
     select one.child_id as child, request.id as "requestId" from one, request`,
    [tenantId, guardianId],
  );
  const [{ child, requestId } = { child: '', requestId: '' }] = rows;
  await admin.query(
    `insert into planning.booking (tenant_id, id, request_id, period_id, child_id, group_id,
       product_id, product_name, care_on, starts_at, ends_at, cents, lapses_on, status)
     select $1, uuidv7(), $2, gen_random_uuid(), $3, g.id, p.id, p.name, current_date, 480, 720,
       4000, current_date, 'cancelled'
     from generate_series(1, $4::int),
       (select id from planning.care_group where tenant_id = $1 limit 1) as g,
       (select id, name from planning.care_product where tenant_id = $1 limit 1) as p`,
    [tenantId, requestId, child, ROWS],
  );
  const bookings = new BookingsRepository();
  return {
    what: 'Requests of a parent',
    ...{ tenantId, role: 'planning_app' },
    deep: await idAt(admin, 'planning.booking where tenant_id = $1 and child_id = $2', [
      tenantId,
      child,
    ]),
    page: (tx, before) => bookings.overview(tx, guardianId, { status: null, before, limit: PAGE }),
  };
}

async function idAt(admin: pg.Client, from: string, values: string[]): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `select id from ${from} order by id desc offset ${DEPTH} limit 1`,
    values,
  );
  return rows[0]?.id ?? '';
}
