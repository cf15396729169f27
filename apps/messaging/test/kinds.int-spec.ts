import { describe, expect, it } from '@jest/globals';
import { continueTrace } from '@ouderportaal/bus';
import { event, Id, identity, messaging } from '@ouderportaal/contracts';
import { TenantDatabase } from '@ouderportaal/database';
import { newId } from '@ouderportaal/kernel';
import { actor, mailboxUnderTest, newTenant, until } from '@ouderportaal/testing';
import { z } from 'zod';
import { CopiesRepository } from '../src/copies/copies.repository.js';
import { kinds } from '../src/kinds/registry.js';
import { mailKind, MailKinds } from '../src/mails/mail-kind.js';
import { MailRenderer } from '../src/mails/mail-renderer.js';
import { MailsRepository } from '../src/mails/mails.repository.js';
import { MailsToSend } from '../src/mails/mails-to-send.js';
import { family, guardian, knownParent, organisation } from './support/facts.js';
import { messagingUnderTest } from './support/messaging.js';

const albumShared = event(
  'planning.events.album-shared',
  z.object({ albumId: Id, guardianIds: z.array(Id), count: z.int() }),
);

/** News that messaging has never heard of, told to several people at once. */
const album = mailKind({
  name: 'album-shared',
  facts: z.object({ albumId: Id, count: z.int() }),
  cause: {
    event: albumShared,
    tell: ({ albumId, guardianIds, count }) =>
      guardianIds.map((recipientId) => ({
        recipientId,
        causeId: albumId,
        facts: { albumId, count },
      })),
  },
  content: ({ albumId, count }) => ({ values: { count }, rows: [], page: `albums/${albumId}` }),
  texts: {
    nl: {
      subject: 'Foto’s: {{count}} nieuwe – {{organisation}}',
      heading: 'Nieuwe foto’s',
      before: 'Er staan {{count}} nieuwe foto’s voor u klaar.',
      after: '',
      columns: { what: '', outcome: '' },
      linkLabel: 'Bekijk de foto’s',
      reason: 'U krijgt deze e-mail omdat u foto’s van {{organisation}} volgt.',
    },
    en: {
      subject: 'Photos: {{count}} new – {{organisation}}',
      heading: 'New photos',
      before: 'There are {{count}} new photos for you.',
      after: '',
      columns: { what: '', outcome: '' },
      linkLabel: 'View the photos',
      reason: 'You receive this e-mail because you follow the photos of {{organisation}}.',
    },
  },
  sample: { albumId: '00000000-0000-4000-8000-000000000001', count: 12 },
});

const mailbox = mailboxUnderTest();
const service = messagingUnderTest(
  mailbox,
  { NODE_ENV: 'development' },
  new MailKinds([...kinds.all, album]),
);
const { hear, request, running } = service;

const mailsOf = async (tenantId: string, personId: string) =>
  (await request(messaging.mails.list, actor('parent', tenantId, personId), {})).items;

describe('a kind of mail that is added', () => {
  it('is told in each reader’s language, delivered once and kept', async () => {
    const { tenantId, parent, address } = await knownParent(service);
    const other = guardian({ language: 'en' });
    await hear(identity.events.guardiansRecorded, tenantId, family(other));
    const albumId = newId();
    const guardianIds = [parent.guardianId, other.guardianId];

    for (const count of [12, 13])
      await hear(albumShared, tenantId, { albumId, guardianIds, count });

    const [dutch] = await mailbox.received(address);
    const [english] = await mailbox.received(other.email ?? '');
    expect(dutch?.parsed.subject).toBe('Foto’s: 12 nieuwe – Kinderopvang Zonnebloem');
    expect(dutch?.parsed.text).toContain(
      `Bekijk de foto’s: https://zonnebloem.example/albums/${albumId}`,
    );
    expect(english?.parsed.text).toContain('There are 12 new photos for you.');
    expect(english?.parsed.html).not.toContain('<th');
    await until('both mails to be sent', async () => {
      const mine = await mailsOf(tenantId, parent.guardianId);
      return mine.length === 1 && mine[0]?.kind === 'album-shared' && mine[0].status === 'sent';
    });
    expect(mailbox.mailsTo(address)).toHaveLength(1);
  });

  it('is told once its people are known, when it was heard of before', async () => {
    const tenantId = newTenant();
    const parent = guardian();
    const said = { albumId: newId(), guardianIds: [parent.guardianId], count: 3 };
    await hear(albumShared, tenantId, said);

    await hear(identity.events.guardiansRecorded, tenantId, family(parent));
    await hear(identity.events.organisationRecorded, tenantId, organisation());

    const [mail] = await mailbox.received(parent.email ?? '');
    expect(mail?.parsed.subject).toContain('Foto’s: 3 nieuwe');
  });

  it('is previewed in both languages', async () => {
    const open = async (path: string) => (await fetch(`${running().url}${path}`)).text();

    expect(await open('/dev/mails')).toContain('/dev/mails/album-shared?language=en');
    expect(await open('/dev/mails/album-shared')).toContain('Er staan 12 nieuwe foto’s');
    expect(await open('/dev/mails/album-shared?language=en')).toContain('There are 12 new photos');
  });
});

describe('a kind of mail that another release said', () => {
  it('waits for a process that knows it', async () => {
    const tenantId = newTenant();
    const parent = guardian({ email: null });
    const said = { albumId: newId(), guardianIds: [parent.guardianId], count: 3 };
    await hear(albumShared, tenantId, said);
    const [row] = await service.sql<{ id: string }>(
      'select id from messaging.mail where tenant_id = $1',
      [tenantId],
    );
    const ready = (known: MailKinds) =>
      service.get(TenantDatabase).transaction({ tenantId, trace: continueTrace() }, async (tx) => {
        const copies = service.get(CopiesRepository);
        const recipient = { ...parent, recipientId: parent.guardianId, asOf: 1 };
        await copies.recordRecipients(tx, [recipient]);
        await copies.recordOrganisation(tx, organisation(), 1);
        const source = new MailsToSend(
          service.get(MailsRepository),
          copies,
          known,
          service.get(MailRenderer),
        );
        return source.ready(tx, row?.id ?? '');
      });

    expect(await ready(kinds)).toBe('not-yet');
    expect(await ready(new MailKinds([album]))).toMatchObject({ isNew: true });
  });
});
