import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@ouderportaal/testing';
import { importFolder } from '../../cli/import/import-folder.js';
import { type ImportReport, reportLines } from '../../cli/import/report.js';
import { Api } from '../../dev/journey/api.js';
import type {
  CalendarEntry,
  CareRequest,
  ChildOptions,
  MailSummary,
  Page,
  QueueItem,
} from '../../dev/journey/shapes.js';
import { runningPortal } from './support/portal.js';

const DEMO = join(import.meta.dirname, '../../demo/de-vlinderhof');
const PASSWORD = 'Welkom-bij-de-demo-2026!';
const DAY_MS = 86_400_000;

/** Text that a page, a mail, a spreadsheet, a template or a statement might take for more than text. */
const HOSTILE = {
  guardian: `<img src=x onerror=alert(1)>`,
  child: `=cmd|' /C calc'!A1`,
  childLast: `'; drop table planning.child; --`,
  group: `"><svg onload=alert(2)>`,
  location: `{{constructor.constructor("x")()}}`,
  organisation: `</td><script>alert(3)</script>&amp;`,
  remark: `<script>alert(4)</script>\n=1+1 %0d%0aBcc: x@else.example`,
  reason: `<a href="javascript:alert(5)">@SUM(A1)</a>\n-- \${7*7}`,
};

describe('S39: text that looks like code', () => {
  const slug = `vijandig-${randomBytes(4).toString('hex')}`;
  let folder: string;
  let report: ImportReport;
  let parent: Api;
  let manager: Api;
  let request: CareRequest;

  /** A cell of a CSV file. */
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const edit = async (file: string, from: string, to: string) => {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    await writeFile(
      path,
      text.replace(from, () => to),
    );
  };
  const run = (): Promise<ImportReport> => {
    const { url, operatorToken } = runningPortal();
    return importFolder({ folder, portalUrl: url, operatorToken });
  };
  const signIn = async (username: string): Promise<Api> => {
    const api = new Api(runningPortal().url);
    const credentials = { organisation: slug, username, password: PASSWORD };
    const { body } = await api.post<{ token: string }>('/sessions', credentials);
    return api.as(body.token);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ouderportaal-hostile-'));
    await cp(DEMO, folder, { recursive: true });
    await edit('organisation.json', '"de-vlinderhof"', JSON.stringify(slug));
    await edit(
      'organisation.json',
      '"Kinderdagverblijf De Vlinderhof"',
      JSON.stringify(HOSTILE.organisation),
    );
    // Its families hear at once what was decided.
    await edit('organisation.json', '"planning": {', '"planning": { "takeBackMinutes": 0,');
    await edit('guardians.csv', 'Hanneke', cell(HOSTILE.guardian));
    await edit(
      'children.csv',
      'Saar,Rietbloesem',
      `${cell(HOSTILE.child)},${cell(HOSTILE.childLast)}`,
    );
    await edit('groups.csv', 'tuin,Rupsen', `tuin,${cell(HOSTILE.group)}`);
    await edit('groups.csv', 'tuin,Vlinders', `tuin,${cell(HOSTILE.group)}`);
    await edit('locations.csv', 'tuin,De Tuin', `tuin,${cell(HOSTILE.location)}`);
    report = await run();
    parent = await signIn('hanneke.klaverdans@post.example');
    manager = await signIn('ingrid.maanwortel@de-vlinderhof.example');
    request = await ask();
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Asks for the first day that can be asked for, with a hostile remark. */
  const ask = async (): Promise<CareRequest> => {
    for (let ahead = 7; ahead < 60; ahead += 1) {
      const on = new Date(Date.now() + ahead * DAY_MS).toISOString().slice(0, 10);
      const { body } = await parent.get<{ children: ChildOptions[] }>(`/care-options?on=${on}`);
      const child = body.children.find(({ child: { firstName } }) => firstName === HOSTILE.child);
      const at = child?.groups.find(({ options }) => options.some(({ isPossible }) => isPossible));
      const option = at?.options.find(({ isPossible }) => isPossible);
      if (!child || !at || !option) continue;
      const { childId } = child.child;
      const booking = { childId, groupId: at.group.groupId, productId: option.productId, on };
      const draft = { bookings: [booking], remark: HOSTILE.remark };
      return (await parent.post<CareRequest>('/care-requests', draft)).body;
    }
    throw new Error('No day can be asked for');
  };

  it('is taken in as it is', async () => {
    expect(report).toMatchObject({ applied: true, errors: [] });
    const again = await run();
    expect(again).toMatchObject({ created: 0, updated: 0, removed: 0 });
  });

  it('comes back from the API letter for letter, as JSON and nothing else', async () => {
    const answers = {
      person: await parent.get<{ displayName: string }>('/sessions/current'),
      family: await parent.get<{ children: { firstName: string; lastName: string }[] }>('/family'),
      request: await parent.get<CareRequest>(`/care-requests/${request.requestId}`),
      queue: await manager.get<Page<QueueItem>>('/request-queue'),
      calendar: await parent.get<{ entries: CalendarEntry[] }>(
        `/calendar?from=${request.bookings[0]?.on ?? ''}&until=${request.bookings[0]?.on ?? ''}`,
      ),
    };
    for (const { headers } of Object.values(answers)) {
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect(answers.person.body.displayName).toContain(HOSTILE.guardian);
    expect(answers.family.body.children).toContainEqual(
      expect.objectContaining({ firstName: HOSTILE.child, lastName: HOSTILE.childLast }),
    );
    expect(answers.request.body).toMatchObject({
      remark: HOSTILE.remark,
      bookings: [{ group: { groupName: HOSTILE.group, locationName: HOSTILE.location } }],
    });
    expect(answers.queue.body.items[0]).toMatchObject({
      remark: HOSTILE.remark,
      bookings: [{ childLastName: HOSTILE.childLast }],
    });
    expect(answers.calendar.body.entries.map(({ child }) => child.firstName)).toContain(
      HOSTILE.child,
    );
  });

  it('is shown as text in mails, and what was written about a child not at all', async () => {
    const { requestId, bookings } = request;
    const [{ bookingId } = { bookingId: '' }] = bookings;
    const decision = { bookingId, outcome: 'rejected', reason: HOSTILE.reason };
    const decided = await manager.post<CareRequest>(`/care-requests/${requestId}/decisions`, {
      decisions: [decision],
    });
    expect(decided.body.bookings[0]?.reason).toBe(HOSTILE.reason);

    const mails = await until('both mails', async () => {
      const { body } = await parent.get<Page<MailSummary>>('/mails');
      return body.items.length >= 2 && body.items;
    });

    for (const { mailId } of mails) {
      const { body } = await parent.get<{ subject: string; html: string; text: string }>(
        `/mails/${mailId}`,
      );
      expect(body.html).not.toMatch(
        /<(script|img|svg|iframe)|javascript:|onerror="|alert\(3\)<\/s/i,
      );
      expect(body.html).toContain('&lt;/td&gt;&lt;script&gt;');
      expect(body.subject).not.toMatch(/\p{Cc}/u);
      for (const secret of [HOSTILE.remark, HOSTILE.reason, HOSTILE.child, 'Bcc:']) {
        expect(`${body.subject} ${body.html} ${body.text}`).not.toContain(secret);
      }
    }
  });

  it('does nothing to who reads the report of an import', async () => {
    await edit('children.csv', '2024-09-25', cell('\u001b[2J\u001b]0;x\u0007=1+1'));
    await edit('children.csv', 'Finn', cell('\u001b[31mFinn'));
    const failed = await run();

    expect(failed.applied).toBe(false);
    const lines = [...reportLines(failed)];
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).not.toMatch(/^[=+\-@]|\p{Cc}/u);
    expect(JSON.stringify(failed)).not.toMatch(/\p{Cc}/u);
  });
});
