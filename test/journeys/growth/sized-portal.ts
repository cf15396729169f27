import { randomBytes, randomUUID } from 'node:crypto';
import { until } from '@ouderportaal/testing';
import pg from 'pg';
import { Api } from '../../../dev/journey/api.js';
import type { CareRequest, ChildOptions, MailSummary, Page } from '../../../dev/journey/shapes.js';
import type { RunningPortal } from '../support/portal.js';
import { recordPart } from '../support/record-part.js';
import * as rows from './organisation.js';

/** What one request may ask for at once. */
const MOST_BOOKINGS = 50;

/** An organisation in which every list has so many rows. */
export interface SizedPortal {
  size: number;
  slug: string;
  parent: Api;
  employee: Api;
  groupId: string;
  /** Of as many bookings as there are rows, up to what one request may hold. */
  requestId: string;
  /** A day on which every child may have extra care. */
  day: string;
}

export async function sizedPortal(portal: RunningPortal, size: number): Promise<SizedPortal> {
  const slug = `groei-${size}-${randomBytes(4).toString('hex')}`;
  await record(portal, slug, size);
  const [parent, employee] = [
    await signIn(portal, slug, rows.PARENT),
    await signIn(portal, slug, rows.EMPLOYEE),
  ];
  const day = nextWeekday();
  const wishes = await until('planning to know every child', async () => {
    const { body } = await parent.get<{ children: ChildOptions[] }>(`/care-options?on=${day}`);
    const all = body.children.flatMap((options) => wishOf(options));
    return all.length === size ? all : undefined;
  });
  const together = wishes.slice(0, MOST_BOOKINGS);
  const first = await ask(parent, together, day);
  for (const wish of wishes.slice(MOST_BOOKINGS)) await ask(parent, [wish], day);
  for (let mails = wishes.length - together.length + 1; mails < size; mails += 1) {
    await ask(parent, wishes.slice(mails, mails + 1), nextWeekday(mails));
  }
  await until('every mail', async () => {
    const { body } = await parent.get<Page<MailSummary>>('/mails?limit=100');
    return body.items.length === size;
  });
  await signInOften(portal, slug, size);
  return {
    size,
    slug,
    parent,
    employee,
    groupId: wishes[0]?.groupId ?? '',
    requestId: first.requestId,
    day,
  };
}

type Wish = ReturnType<typeof wishOf>[number];

function wishOf({ child, groups }: ChildOptions) {
  const [at] = groups;
  const [option] = at?.options ?? [];
  if (!at || !option?.isPossible) return [];
  return [{ childId: child.childId, groupId: at.group.groupId, productId: option.productId }];
}

async function ask(parent: Api, wishes: readonly Wish[], on: string): Promise<CareRequest> {
  const bookings = wishes.map((wish) => ({ ...wish, on }));
  const { status, body } = await parent.post<CareRequest>('/care-requests', { bookings });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

async function signIn(portal: RunningPortal, organisation: string, username: string) {
  const api = new Api(portal.url);
  const { status, body } = await api.post<{ token: string }>('/sessions', {
    organisation,
    username,
    password: rows.PASSWORD,
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return api.as(body.token);
}

async function record(portal: RunningPortal, slug: string, size: number): Promise<void> {
  const operator = new Api(portal.url).as(portal.operatorToken);
  const parts: [string, object][] = [
    ['', rows.organisationOf(size)],
    ['/families', rows.familiesOf(size)],
    ['/planning', rows.planningOf(size)],
    ['/placements', rows.placementsOf(size)],
  ];
  for (const [path, body] of parts)
    await recordPart(operator, path, { organisation: slug, ...body });
}

/** As many sessions as rows: a hundred real ones would be some ten seconds of password hashing. */
async function signInOften(portal: RunningPortal, slug: string, size: number): Promise<void> {
  const client = new pg.Client({ connectionString: portal.adminUrl });
  await client.connect();
  try {
    for (let count = 1; count < size; count += 1) {
      await client.query(
        `insert into identity.session
           (tenant_id, id, account_id, token_hash, started_at, last_used_at, expires_at)
         select s.tenant_id, $2, s.account_id, $3, s.started_at, s.last_used_at, s.expires_at
         from identity.session s
         join identity.organisation o on o.tenant_id = s.tenant_id
         join identity.account a on a.tenant_id = s.tenant_id and a.id = s.account_id
         where o.slug = $1 and a.guardian_id is not null limit 1`,
        [slug, randomUUID(), randomBytes(32)],
      );
    }
  } finally {
    await client.end();
  }
}

/** A day from Monday to Friday, some weeks ahead; another one for each number. */
function nextWeekday(after = 0): string {
  const day = new Date(Date.now() + 14 * 86_400_000);
  for (let left = after; ; day.setUTCDate(day.getUTCDate() + 1)) {
    if (day.getUTCDay() % 6 === 0) continue;
    if (left === 0) return day.toISOString().slice(0, 10);
    left -= 1;
  }
}
