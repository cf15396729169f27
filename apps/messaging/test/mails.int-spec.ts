import { describe, expect, it } from '@jest/globals';
import { identity, media, messaging, planning } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import {
  actor,
  codeOf,
  mailboxUnderTest,
  newTenant,
  statementsOf,
  until,
} from '@ouderportaal/testing';
import {
  booking,
  family,
  guardian,
  knownParent,
  organisation,
  submitted,
} from './support/facts.js';
import { messagingUnderTest } from './support/messaging.js';

const { organisationRecorded, guardiansRecorded } = identity.events;
const { careRequestSubmitted, careRequestDecided, careRequestWithdrawn } = planning.events;

const mailbox = mailboxUnderTest();
const service = messagingUnderTest(mailbox);
const { hear, request, sql, producer, caughtUp } = service;

/** Waits until nothing is left to send for a tenant. */
const nothingWaits = (tenantId: string) =>
  until('the queue to empty', async () => {
    const rows = await sql('select from messaging.mail_delivery where tenant_id = $1', [tenantId]);
    return rows.length === 0;
  });

const mailsOf = async (tenantId: string, personId: string) =>
  (await request(messaging.mails.list, actor('parent', tenantId, personId), {})).items;

describe('mails about a request', () => {
  it('R116, R213: the receipt reaches who sent the request, in the name of the organisation', async () => {
    const { tenantId, parent, address } = await knownParent(service);

    await hear(
      careRequestSubmitted,
      tenantId,
      submitted(parent.guardianId, { lapsesOn: '2026-03-02', decidedAbout: '2026-02-17' }),
    );

    const [mail] = await mailbox.received(address);
    expect(mail?.parsed).toMatchObject({
      subject: 'Ontvangen: uw aanvraag voor dinsdag 3 maart 2026 – Kinderopvang Zonnebloem',
      from: { name: 'Kinderopvang Zonnebloem', address: 'no-reply@portaal.example' },
      to: [{ name: 'Noor', address }],
    });
    expect(mail?.parsed.text).toContain('meestal rond dinsdag 17 februari 2026');
    expect(mail?.parsed.text).toContain('Is er op maandag 2 maart 2026 nog geen uitkomst');
    expect(mail?.raw).toContain('Auto-Submitted: auto-generated');
  });

  it('R118, R119, R213: one mail says of every part whether care is possible', async () => {
    const { tenantId, parent, address } = await knownParent(service);
    const { requestId, submittedBy } = submitted(parent.guardianId);

    await hear(careRequestDecided, tenantId, {
      requestId,
      submittedBy,
      bookings: [
        booking({ status: 'approved' }),
        booking({ status: 'rejected', childInitial: 'J' }),
      ],
    });

    const [mail] = await mailbox.received(address);
    expect(mail?.parsed.subject).toContain('Beoordeeld: uw aanvraag voor dinsdag 3 maart 2026');
    expect(mail?.parsed.text).toContain('kind B.: goedgekeurd');
    expect(mail?.parsed.text).toContain('kind J.: afgewezen');
    await nothingWaits(tenantId);
    expect(mailbox.mailsTo(address)).toHaveLength(1);
  });

  it('R113, R213: the parent is told what lapsed because nobody decided in time', async () => {
    const { tenantId, parent, address } = await knownParent(service);

    await hear(careRequestWithdrawn, tenantId, {
      requestId: newId(),
      submittedBy: parent.guardianId,
      bookings: [booking({ status: 'withdrawn' })],
    });

    const [mail] = await mailbox.received(address);
    expect(mail?.parsed.subject).toContain('Vervallen: uw aanvraag');
    expect(mail?.parsed.text).toContain('kind B.: vervallen');
  });

  it('R248: each guardian reads their own language', async () => {
    const { tenantId, parent, address } = await knownParent(service, {
      guardian: { language: 'en' },
    });
    const other = guardian();
    await hear(guardiansRecorded, tenantId, family(other));

    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));
    await hear(careRequestSubmitted, tenantId, submitted(other.guardianId));

    const [english] = await mailbox.received(address);
    const [dutch] = await mailbox.received(other.email ?? '');
    expect(english?.parsed.subject).toContain('Received: your request for Tuesday 3 March 2026');
    expect(english?.parsed.html).toContain('<html lang="en">');
    expect(english?.raw).toContain('Content-Language: en');
    expect(dutch?.parsed.subject).toContain('Ontvangen: uw aanvraag voor dinsdag 3 maart 2026');
    expect(dutch?.parsed.html).toContain('<html lang="nl">');
  });

  it("R231: the mail has the organisation's colours and leads to its own portal", async () => {
    const { tenantId, parent, address } = await knownParent(service, {
      organisation: {
        name: 'Opvang Op Stelten',
        branding: { primaryColour: '#7a1fa2', textColour: '#ffffff' },
        portalUrl: 'https://stelten.example/ouders',
      },
    });
    const data = submitted(parent.guardianId);

    await hear(careRequestSubmitted, tenantId, data);

    const [mail] = await mailbox.received(address);
    expect(mail?.parsed.html).toContain('background-color:#7a1fa2;color:#ffffff');
    expect(mail?.parsed.text).toContain(
      `https://stelten.example/ouders/care-requests/${data.requestId}`,
    );
  });

  it('R231: the mail shows the logo on the portal’s own origin, once media has one', async () => {
    const portalUrl = 'https://stelten.example/ouders';
    const { tenantId, parent, address } = await knownParent(service, {
      organisation: { slug: 'stelten', portalUrl },
    });
    const bare = await knownParent(service);
    await hear(media.events.logoRecorded, tenantId, { version: 'a'.repeat(64) });
    await hear(media.events.logoRecorded, tenantId, { version: 'b'.repeat(64) });

    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));
    await hear(careRequestSubmitted, bare.tenantId, submitted(bare.parent.guardianId));

    const [mail] = await mailbox.received(address);
    const [other] = await mailbox.received(bare.address);
    expect(mail?.parsed.html).toContain(
      '<img src="https://stelten.example/api/organisations/stelten/logo"',
    );
    expect(other?.parsed.html).not.toContain('<img');
  });

  it('the newest name of the organisation counts, also when an older event comes late', async () => {
    const { tenantId, parent, address } = await knownParent(service);
    await hear(organisationRecorded, tenantId, organisation({ name: 'Nieuwe Naam' }));
    await hear(guardiansRecorded, tenantId, family({ ...parent, firstName: 'Nora' }));

    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));

    const [mail] = await mailbox.received(address);
    expect(mail?.parsed).toMatchObject({ from: { name: 'Nieuwe Naam' }, to: [{ name: 'Nora' }] });
  });
});

describe('a family as a release before this one told of it', () => {
  it('is written to, with everything that was said of it', async () => {
    const tenantId = newTenant();
    const parent = guardian();
    await hear(organisationRecorded, tenantId, organisation());
    const asThen = { ...parent, lastName: 'van den Voorbeeld' };
    const family = { familyId: newId(), guardians: [asThen], children: [] };
    await hear(identity.retiredEvents.familyRecorded, tenantId, family);
    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));
    expect(await mailbox.received(parent.email ?? '')).toHaveLength(1);
  });
});

describe('hostile names', () => {
  it('S39: cannot add a header, a recipient or HTML', async () => {
    const hostile =
      'Eva"\r\nBcc: everyone@else.example\r\n\r\n<script>x</script>, <e@else.example>';
    const { tenantId, parent, address } = await knownParent(service, {
      guardian: { firstName: hostile },
      organisation: { name: 'A "B" <i@else.example>, C <b>;' },
    });

    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));

    const [mail] = await mailbox.received(address);
    expect(mail?.parsed.from).toEqual({
      name: 'A "B" <i@else.example>, C <b>;',
      address: 'no-reply@portaal.example',
    });
    expect(mail?.parsed.to).toHaveLength(1);
    expect(mail?.parsed.to?.[0]).toMatchObject({ address });
    expect(mail?.parsed.bcc).toBeUndefined();
    expect(mail?.parsed.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail?.parsed.html).toContain('&lt;script&gt;');
    expect(mail?.parsed.html).not.toContain('<script');
    expect(mailbox.mailsTo('everyone@else.example')).toEqual([]);
    expect(mailbox.mailsTo('e@else.example')).toEqual([]);
  });

  it('S39: an address that is more than one address gets nothing', async () => {
    const { tenantId, parent } = await knownParent(service, {
      guardian: { email: 'a@else.example, b@else.example' },
    });

    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));

    await nothingWaits(tenantId);
    expect(await mailsOf(tenantId, parent.guardianId)).toMatchObject([{ status: 'failed' }]);
    expect(mailbox.mailsTo('a@else.example')).toEqual([]);
  });
});

describe('one mail for each cause and recipient', () => {
  it('however often the event arrives', async () => {
    const { tenantId, parent, address } = await knownParent(service);
    const data = submitted(parent.guardianId);

    const first = await hear(careRequestSubmitted, tenantId, data);
    for (let time = 0; time < 10; time += 1) {
      await producer('planning').repeat(first);
      await hear(careRequestSubmitted, tenantId, data);
    }

    await mailbox.received(address);
    await nothingWaits(tenantId);
    expect(await mailsOf(tenantId, parent.guardianId)).toHaveLength(1);
    expect(mailbox.mailsTo(address)).toHaveLength(1);
  });

  it('and one for each kind: receipt and decision of a request are two', async () => {
    const { tenantId, parent, address } = await knownParent(service);
    const { requestId, submittedBy, bookings } = submitted(parent.guardianId);

    await hear(careRequestSubmitted, tenantId, submitted(submittedBy, { requestId }));
    await hear(careRequestDecided, tenantId, { requestId, submittedBy, bookings });

    expect(await mailbox.received(address, 2)).toHaveLength(2);
  });
});

describe('a request that is heard of before the people', () => {
  it('is told once, as soon as organisation and guardian are known', async () => {
    const tenantId = newTenant();
    const parent = guardian({ language: 'en' });
    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));
    expect(await mailsOf(tenantId, parent.guardianId)).toEqual([]);

    await hear(guardiansRecorded, tenantId, family(parent));
    await hear(organisationRecorded, tenantId, organisation());

    const [mail] = await mailbox.received(parent.email ?? '');
    expect(mail?.parsed.subject).toContain('Received: your request');
    await nothingWaits(tenantId);
    expect(mailbox.mailsTo(parent.email ?? '')).toHaveLength(1);
    expect(await mailsOf(tenantId, parent.guardianId)).toMatchObject([{ status: 'sent' }]);
  });

  it('is told once when both producers are heard at the same time', async () => {
    const unknown = Array.from({ length: 20 }, () => guardian());
    const unreachable = Array.from({ length: 20 }, () => guardian());
    const parents = [...unknown, ...unreachable];
    const tenantId = newTenant();
    await hear(organisationRecorded, tenantId, organisation());
    const withoutAddress = unreachable.map((parent) => ({ ...parent, email: null }));
    await hear(guardiansRecorded, tenantId, family(...withoutAddress));

    const [families, requests] = await Promise.all([
      Promise.all(
        parents.map((parent) =>
          producer('identity').say(guardiansRecorded, tenantId, family(parent)),
        ),
      ),
      Promise.all(
        parents.map(({ guardianId }) =>
          producer('planning').say(careRequestSubmitted, tenantId, submitted(guardianId)),
        ),
      ),
    ]);
    await caughtUp('identity', families.at(-1)?.position ?? 0);
    await caughtUp('planning', requests.at(-1)?.position ?? 0);
    // A mail whose people became known unseen is asked for again some seconds later.
    service.clock.advance({ seconds: 10 });

    await nothingWaits(tenantId);
    for (const { email } of parents) expect(mailbox.mailsTo(email ?? '')).toHaveLength(1);
  });
});

describe('a guardian without an address', () => {
  it('reads the mail in the portal, and gets it once when an address is recorded', async () => {
    const { tenantId, parent } = await knownParent(service, { guardian: { email: null } });
    const address = `${newId()}@later.example`;
    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));
    await nothingWaits(tenantId);
    expect(await mailsOf(tenantId, parent.guardianId)).toMatchObject([{ status: 'failed' }]);

    await hear(guardiansRecorded, tenantId, family({ ...parent, email: address }));
    await hear(guardiansRecorded, tenantId, family({ ...parent, email: address }));

    await mailbox.received(address);
    await nothingWaits(tenantId);
    expect(mailbox.mailsTo(address)).toHaveLength(1);
    expect(await mailsOf(tenantId, parent.guardianId)).toMatchObject([{ status: 'sent' }]);
  });

  it('is not written to about what is no news any more', async () => {
    const { tenantId, parent } = await knownParent(service, { guardian: { email: null } });
    const address = `${newId()}@later.example`;
    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));
    await nothingWaits(tenantId);

    service.clock.advance({ minutes: 15 * 24 * 60 });
    await hear(guardiansRecorded, tenantId, family({ ...parent, email: address }));
    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));

    await mailbox.received(address);
    await nothingWaits(tenantId);
    expect(mailbox.mailsTo(address)).toHaveLength(1);
    expect(await mailsOf(tenantId, parent.guardianId)).toMatchObject([
      { status: 'sent' },
      { status: 'failed' },
    ]);
  });
});

describe('reading my mails', () => {
  it('asks the database as often for twenty mails as for one', async () => {
    const counted: number[] = [];
    for (const size of [1, 20]) {
      const { tenantId, parent } = await knownParent(service);
      for (let count = 0; count < size; count += 1) {
        await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));
      }
      await nothingWaits(tenantId);
      counted.push(await statementsOf(() => mailsOf(tenantId, parent.guardianId)));
    }
    expect(counted[1]).toBe(counted[0]);
    expect(counted[0]).toBeLessThanOrEqual(4);
  });

  it('shows the newest first, page by page, and each as it was sent', async () => {
    const { tenantId, parent, address } = await knownParent(service);
    const me = actor('parent', tenantId, parent.guardianId);
    for (let count = 0; count < 3; count += 1) {
      await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));
    }
    await mailbox.received(address, 3);
    await nothingWaits(tenantId);

    const all = await request(messaging.mails.list, me, {});
    const first = await request(messaging.mails.list, me, { limit: 2 });
    const second = await request(messaging.mails.list, me, {
      limit: 2,
      cursor: first.nextCursor ?? '',
    });
    const mail = await request(messaging.mails.get, me, { mailId: all.items[0]?.mailId ?? '' });

    expect(all.nextCursor).toBeNull();
    expect(second.nextCursor).toBeNull();
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(
      all.items
        .map(({ mailId }) => mailId)
        .sort()
        .reverse(),
    ).toEqual(all.items.map(({ mailId }) => mailId));
    expect(all.items[0]).toMatchObject({
      kind: 'request-receipt',
      status: 'sent',
      createdAt: '2026-03-02T09:00:00.000Z',
    });
    const sent = mailbox.mailsTo(address).find(({ raw }) => raw.includes(mail.mailId));
    expect(sent?.parsed.html?.trim()).toBe(mail.html.trim());
    expect(sent?.parsed.text?.trim()).toBe(mail.text.trim());
  });

  it('refuses a cursor that no page gave', async () => {
    const me = actor('parent', newTenant());

    expect(await codeOf(request(messaging.mails.list, me, { cursor: 'bm9uc2Vuc2U' }))).toBe(
      'invalid-input',
    );
  });

  it('is for parents, about their own mails', async () => {
    const { tenantId, parent } = await knownParent(service);
    await hear(careRequestSubmitted, tenantId, submitted(parent.guardianId));
    const [mine] = await mailsOf(tenantId, parent.guardianId);
    const mailId = mine?.mailId ?? '';

    const foreign = [actor('parent', tenantId), actor('parent', newTenant(), parent.guardianId)];
    for (const other of foreign) {
      expect(await codeOf(request(messaging.mails.get, other, { mailId }))).toBe('not-found');
      expect((await request(messaging.mails.list, other, {})).items).toEqual([]);
    }
    for (const role of ['staff', 'manager'] as const) {
      const other = actor(role, tenantId, parent.guardianId);
      expect(await codeOf(request(messaging.mails.get, other, { mailId }))).toBe('not-allowed');
      expect(await codeOf(request(messaging.mails.list, other, {}))).toBe('not-allowed');
    }
    const me = actor('parent', tenantId, parent.guardianId);
    expect(await codeOf(request(messaging.mails.get, me, { mailId: newId() }))).toBe('not-found');
  });
});
