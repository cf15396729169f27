import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { AskedDay, Ending, History, Operation, Wanted } from './history.js';

interface StoredBooking {
  id: string;
  requestId: string;
  childId: string;
  on: string;
  status: string;
  reason: string | null;
  remark: string | null;
}

interface Told {
  requestId: string;
  bookings: { bookingId: string }[];
}

/** What clients were told against what is there. Answers what is wrong, a sentence each. */
export async function verifyHistory(history: History, admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<StoredBooking>(
    `select b.id, b.request_id as "requestId", b.child_id as "childId", b.care_on::text as on,
       b.status, b.reason, r.remark
     from planning.booking b
     join planning.care_request r on r.tenant_id = b.tenant_id and r.id = b.request_id`,
  );
  const byMark = Map.groupBy(rows, ({ remark }) => remark ?? '');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byReason = Map.groupBy(rows, ({ reason }) => reason ?? '');
  const wrong = history.operations.flatMap((operation) => [
    ...checkSubmit(operation, byMark),
    ...checkDecision(operation, byId, byReason),
    ...checkCancel(operation, byId),
  ]);
  const known = new Set(history.operations.map(({ wanted }) => wanted.mark));
  const strange = [...byMark.keys()].filter(
    (mark) => mark.startsWith('vraag-') && !known.has(mark),
  );
  return [...wrong, ...strange.map((mark) => `nobody asked for ${mark}`)];
}

function checkSubmit(
  { wanted, ending }: Operation,
  byMark: ReadonlyMap<string, readonly StoredBooking[]>,
): string[] {
  if (wanted.kind !== 'submit') return [];
  const stored = byMark.get(wanted.mark) ?? [];
  const requests = new Set(stored.map(({ requestId }) => requestId));
  if (requests.size > 1) return [`${wanted.mark} happened ${requests.size} times`];
  if (ending.is === 'fail') {
    return stored.length > 0 ? [`${wanted.mark} was refused, and is there`] : [];
  }
  if (ending.is === 'info' && stored.length === 0) return [];
  return [...checkDays(wanted, stored), ...checkTold(wanted.mark, ending, stored)];
}

function checkDays(
  wanted: Extract<Wanted, { kind: 'submit' }>,
  stored: readonly StoredBooking[],
): string[] {
  const isSoAsked = isSame(daysOf(stored), daysOf(wanted.days));
  return isSoAsked ? [] : [`${wanted.mark} is there with other days than were asked for`];
}

function checkTold(mark: string, ending: Ending, stored: readonly StoredBooking[]): string[] {
  if (ending.is !== 'ok') return [];
  const { requestId, bookings } = ending.body as Told;
  const told = bookings.map(({ bookingId }) => bookingId);
  const there = stored.map(({ id }) => id);
  const isThisOne = stored.every((one) => one.requestId === requestId);
  return isThisOne && isSame(told, there) ? [] : [`${mark} is not what its answer said`];
}

function checkDecision(
  { wanted, ending }: Operation,
  byId: ReadonlyMap<string, StoredBooking>,
  byReason: ReadonlyMap<string, readonly StoredBooking[]>,
): string[] {
  if (wanted.kind !== 'decide') return [];
  const marked = byReason.get(wanted.mark) ?? [];
  if (ending.is === 'fail' && marked.length > 0)
    return [`${wanted.mark} was refused, and is there`];
  if (ending.is !== 'ok') return [];
  const isDone = wanted.decisions.every(({ bookingId, outcome }) => {
    const row = byId.get(bookingId);
    return row?.status === outcome && (outcome === 'approved' || row.reason === wanted.mark);
  });
  return isDone ? [] : [`${wanted.mark} was taken, and is not there`];
}

function checkCancel(
  { wanted, ending }: Operation,
  byId: ReadonlyMap<string, StoredBooking>,
): string[] {
  if (wanted.kind !== 'cancel' || ending.is !== 'ok') return [];
  const isDone = byId.get(wanted.bookingId)?.status === 'cancelled';
  return isDone ? [] : [`${wanted.mark} was taken, and is not there`];
}

const daysOf = (days: readonly AskedDay[]) => days.map(({ childId, on }) => `${childId} ${on}`);

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && new Set([...one, ...other]).size === one.length;
}

interface MailCount {
  /** Mails that count as sent and never came. */
  missing: string[];
  /** Mails that came more than once, each copy counted. */
  doubled: number;
  arrived: number;
}

/** What the portal says it sent against what came, by Message-ID. */
export async function countMails(mailFolder: string, admin: pg.Pool): Promise<MailCount> {
  const arrived = new Map<string, number>();
  for (const name of await readdir(mailFolder)) {
    if (!name.endsWith('.eml')) continue;
    const text = await readFile(join(mailFolder, name), 'utf8');
    const id = /^message-id: <([^@>]+)@/im.exec(text)?.[1] ?? name;
    arrived.set(id, (arrived.get(id) ?? 0) + 1);
  }
  const { rows } = await admin.query<{ id: string }>(
    `select id from messaging.mail where status = 'sent'`,
  );
  return {
    missing: rows.map(({ id }) => id).filter((id) => !arrived.has(id)),
    doubled: [...arrived.values()].reduce((sum, times) => sum + times - 1, 0),
    arrived: arrived.size,
  };
}
