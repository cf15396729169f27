import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { continueTrace } from '@ouderportaal/bus';
import { identity, messaging, planning } from '@ouderportaal/contracts';
import { TenantDatabase } from '@ouderportaal/database';
import { newId } from '@ouderportaal/kernel';
import { createLogger } from '@ouderportaal/process';
import { actor, mailboxUnderTest, until } from '@ouderportaal/testing';
import { CopiesRepository } from '../src/copies/copies.repository.js';
import { DeliveriesService } from '../src/delivery/deliveries.service.js';
import { MailSender } from '../src/delivery/mail-sender.js';
import { Smtp } from '../src/delivery/smtp.js';
import { MailsService } from '../src/mails/mails.service.js';
import { family, type Guardian, guardian, knownParent, submitted } from './support/facts.js';
import { messagingUnderTest } from './support/messaging.js';

const mailbox = mailboxUnderTest();
const service = messagingUnderTest(mailbox);
const { clock, hear, request, sql } = service;

const sender = () => service.get(MailSender);
const deliveries = () => service.get(DeliveriesService);

/** A sender of another replica, with connections of its own. */
const anotherSender = () =>
  new MailSender(
    deliveries(),
    new Smtp({ SMTP_URL: mailbox.url(), MAIL_FROM: 'no-reply@portaal.example' }),
    createLogger('messaging', 'silent'),
  );

/** A mail that is due, and nobody's yet. */
async function waitingMail(given: Partial<Guardian> = {}) {
  const known = await knownParent(service, { guardian: given });
  const { tenantId, parent } = known;
  await hear(planning.events.careRequestSubmitted, tenantId, submitted(parent.guardianId));
  const mail = async () => {
    const me = actor('parent', tenantId, parent.guardianId);
    const [only] = (await request(messaging.mails.list, me, {})).items;
    return only;
  };
  const attempts = () =>
    sql<{ outcome: string | null; reply_code: number | null; is_repeat: boolean }>(
      `select outcome, reply_code, is_repeat from messaging.delivery_attempt
       where tenant_id = $1 order by number`,
      [tenantId],
    );
  const failure = async () => {
    const [row] = await sql<{ failure: string | null }>(
      'select failure from messaging.mail where tenant_id = $1',
      [tenantId],
    );
    return row?.failure;
  };
  return { ...known, mail, attempts, failure };
}

/** Takes a mail to the point where the mail server has it, and dies before writing that down. */
async function sendAndDie(): Promise<void> {
  const [claim] = await deliveries().claim(1);
  const begun = claim && (await deliveries().begin(claim));
  if (!begun) throw new Error('Nothing was due');
  await service.get(Smtp).send(begun.mail);
}

// Each test moves mails by hand.
beforeEach(() => sender().stop());

afterEach(async () => {
  mailbox.answerNext();
  await mailbox.goDown();
  await mailbox.comeUp();
  // What a test left waiting is given up, so that the next one has the queue to itself.
  await sql('delete from messaging.mail_delivery');
});

describe('a mail server that fails', () => {
  it('gets the mail again, later each time, until it takes it', async () => {
    const { address, mail, attempts } = await waitingMail();
    mailbox.answerNext('refuse', 'refuse', 'refuse');

    for (const seconds of [0, 5, 10]) {
      clock.advance({ seconds });
      await sender().sendDue();
      expect(await mail()).toMatchObject({ status: 'waiting' });
    }
    clock.advance({ seconds: 19 });
    await sender().sendDue();
    expect(await attempts()).toHaveLength(3);
    clock.advance({ seconds: 1 });
    await sender().sendDue();

    expect(await attempts()).toEqual([
      ...Array.from({ length: 3 }, () => ({
        outcome: 'refused',
        reply_code: 451,
        is_repeat: false,
      })),
      { outcome: 'accepted', reply_code: 250, is_repeat: false },
    ]);
    expect(await mail()).toMatchObject({ status: 'sent' });
    expect(mailbox.mailsTo(address)).toHaveLength(1);
  });

  it('gets the mail when it is up again', async () => {
    const { address, mail, attempts } = await waitingMail();
    await mailbox.goDown();
    await sender().sendDue();
    expect(await attempts()).toEqual([
      { outcome: 'unreachable', reply_code: null, is_repeat: false },
    ]);

    await mailbox.comeUp();
    clock.advance({ seconds: 5 });
    await sender().sendDue();

    expect(await mail()).toMatchObject({ status: 'sent' });
    expect(mailbox.mailsTo(address)).toHaveLength(1);
  });

  it('is given up after a day; the mail stays readable', async () => {
    const { mail, failure, attempts } = await waitingMail();
    await mailbox.goDown();

    for (let hour = 0; hour <= 40; hour += 1) {
      await sender().sendDue();
      clock.advance({ minutes: 60 });
    }

    expect(await failure()).toBe('given-up');
    expect(await mail()).toMatchObject({ status: 'failed' });
    expect(await attempts()).toHaveLength(25);
  });
});

describe('an address that does not exist', () => {
  it('is not tried again, until another one is recorded', async () => {
    const { tenantId, parent, address, mail, failure } = await waitingMail();
    mailbox.answerNext('refuse-address');
    await sender().sendDue();
    expect(await failure()).toBe('address-refused');

    await hear(identity.events.guardiansRecorded, tenantId, family(parent));
    await sender().sendDue();
    expect(await mail()).toMatchObject({ status: 'failed' });

    const better = `${newId()}@better.example`;
    await hear(identity.events.guardiansRecorded, tenantId, family({ ...parent, email: better }));
    await sender().sendDue();
    expect(await mail()).toMatchObject({ status: 'sent' });
    expect(mailbox.mailsTo(better)).toHaveLength(1);
    expect(mailbox.mailsTo(address)).toEqual([]);
  });

  it('is left for the one that was recorded while it was tried', async () => {
    const { tenantId, parent, mail } = await waitingMail();
    const better = `${newId()}@better.example`;
    const [claim] = await deliveries().claim(1);
    const begun = await deliveries().begin(claim!);
    await hear(identity.events.guardiansRecorded, tenantId, family({ ...parent, email: better }));

    await deliveries().finish(claim!, begun!, { outcome: 'address-refused', replyCode: 550 });
    await sender().sendDue();

    expect(await mail()).toMatchObject({ status: 'sent' });
    expect(mailbox.mailsTo(better)).toHaveLength(1);
  });
});

describe('an address that is recorded', () => {
  it('just while the mail is found to have none, is used', async () => {
    const parent = guardian({ email: null });
    const { tenantId, mail } = await waitingMail(parent);
    const better = `${newId()}@better.example`;
    const [claim] = await deliveries().claim(1);

    const begun = await service
      .get(TenantDatabase)
      .transaction({ tenantId, trace: continueTrace() }, async (tx) => {
        const copy = { ...parent, recipientId: parent.guardianId, email: better, asOf: 1_000 };
        const recorded = await service.get(CopiesRepository).recordRecipients(tx, [copy]);
        await service.get(MailsService).recipientsAreKnown(tx, recorded);
        const beginning = deliveries().begin(claim!);
        await until('the delivery to wait for this transaction', async () => {
          const waiting = await sql(
            `select from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'`,
          );
          return waiting.length > 0;
        });
        return { beginning };
      })
      .then(({ beginning }) => beginning);

    expect(begun?.mail.to.address).toBe(better);
    expect(await mail()).toMatchObject({ status: 'waiting' });
  });
});

describe('an outcome that nobody knows', () => {
  it('after a crash: the mail goes out once more, flagged, under the same Message-ID', async () => {
    const { address, mail, attempts } = await waitingMail();
    await sendAndDie();
    await sender().sendDue();
    expect(mailbox.mailsTo(address)).toHaveLength(1);

    clock.advance({ minutes: 3 });
    await sender().sendDue();

    expect(await attempts()).toMatchObject([
      { outcome: 'unknown', is_repeat: false },
      { outcome: 'accepted', is_repeat: true },
    ]);
    expect(await mail()).toMatchObject({ status: 'sent' });
    const ids = mailbox.mailsTo(address).map(({ parsed }) => parsed.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('after two crashes: it is not sent a third time', async () => {
    const { address, mail, failure } = await waitingMail();
    await sendAndDie();
    clock.advance({ minutes: 3 });
    await sendAndDie();
    clock.advance({ minutes: 3 });

    await sender().sendDue();

    expect(mailbox.mailsTo(address)).toHaveLength(2);
    expect(await failure()).toBe('outcome-unknown');
    expect(await mail()).toMatchObject({ status: 'failed' });
  });

  it('because the server hung up after the mail: it is sent once more, and no more', async () => {
    const { address, attempts, failure } = await waitingMail();
    mailbox.answerNext('hang-up', 'hang-up');

    for (const seconds of [0, 60, 600, 6_000]) {
      clock.advance({ seconds });
      await sender().sendDue();
    }

    expect(await attempts()).toEqual([
      { outcome: 'unknown', reply_code: null, is_repeat: false },
      { outcome: 'unknown', reply_code: null, is_repeat: true },
    ]);
    expect(mailbox.mailsTo(address)).toHaveLength(2);
    expect(await failure()).toBe('outcome-unknown');
  });

  it('is believed when it becomes known after all', async () => {
    const { mail, address } = await waitingMail();
    const [slow] = await deliveries().claim(1);
    const begun = await deliveries().begin(slow!);
    clock.advance({ minutes: 3 });
    const [other] = await deliveries().claim(1);
    await deliveries().begin(other!);

    await deliveries().finish(slow!, begun!, { outcome: 'accepted', replyCode: 250 });
    clock.advance({ minutes: 3 });
    await sender().sendDue();

    expect(await mail()).toMatchObject({ status: 'sent' });
    expect(mailbox.mailsTo(address)).toEqual([]);
  });
});

describe('several senders', () => {
  it('send each mail once between them', async () => {
    const mails = await Promise.all(Array.from({ length: 12 }, () => waitingMail()));
    const senders = [sender(), anotherSender(), anotherSender()];

    await Promise.all(senders.map((each) => each.sendDue()));

    for (const { address, mail } of mails) {
      expect(mailbox.mailsTo(address)).toHaveLength(1);
      expect(await mail()).toMatchObject({ status: 'sent' });
    }
    await Promise.all(senders.slice(1).map((each) => each.onModuleDestroy()));
  });

  it('leave a mail to who has it, and a late one can no longer begin', async () => {
    await waitingMail();
    const [late] = await deliveries().claim(5);
    expect(await deliveries().claim(5)).toEqual([]);

    clock.advance({ minutes: 3 });
    const [other] = await deliveries().claim(5);

    expect(other).toMatchObject({ mailId: late?.mailId, attempts: 2 });
    expect(await deliveries().begin(late!)).toBeNull();
    expect(await deliveries().begin(other!)).not.toBeNull();
  });

  it('do not let a late one give back what another has in hand', async () => {
    const { attempts } = await waitingMail();
    const [late] = await deliveries().claim(1);
    const begun = await deliveries().begin(late!);
    clock.advance({ minutes: 3 });
    const [other] = await deliveries().claim(1);
    await deliveries().begin(other!);

    await deliveries().finish(late!, begun!, { outcome: 'refused', replyCode: 451 });
    clock.advance({ seconds: 10 });

    expect(await deliveries().claim(1)).toEqual([]);
    expect(await attempts()).toMatchObject([{ outcome: 'unknown' }, { outcome: null }]);
  });
});

describe('a sender that stops', () => {
  it('finishes what it has in hand, and writes it down', async () => {
    const { mail } = await waitingMail();
    const gate = mailbox.hold();
    sender().start();
    await gate.held();

    const stopping = sender().stop();
    gate.release();
    await stopping;

    expect(await mail()).toMatchObject({ status: 'sent' });
  });
});

describe('the queue', () => {
  it('tells the worker role ids and times, and nothing of people', async () => {
    const columns = await sql<{ table_name: string; column_name: string }>(
      `select table_name, column_name from information_schema.column_privileges
       where grantee = 'messaging_worker' and privilege_type = 'SELECT'
         and table_schema = 'messaging' and table_name not like '%box%'
         and table_name not in ('dead_letter', 'idempotency_key')
       order by column_name`,
    );

    expect(new Set(columns.map(({ table_name }) => table_name))).toEqual(
      new Set(['mail_delivery']),
    );
    expect(columns.map(({ column_name }) => column_name)).toEqual([
      'attempts',
      'due_at',
      'locked_until',
      'mail_id',
      'tenant_id',
      'trying_since',
    ]);
  });

  it('keeps nothing of a mail that has been sent', async () => {
    const { tenantId } = await waitingMail();

    await sender().sendDue();

    expect(
      await sql('select from messaging.mail_delivery where tenant_id = $1', [tenantId]),
    ).toEqual([]);
  });
});
