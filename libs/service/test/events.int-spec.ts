import { afterEach, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { eventQuestions } from '@ouderportaal/bus/runtime';
import { CrossTenantPool } from '@ouderportaal/database';
import { Housekeeping } from '@ouderportaal/database/runtime';
import { newId } from '@ouderportaal/kernel';
import { actor, codeOf, newTenant, serviceUnderTest, until } from '@ouderportaal/testing';
import {
  noteHeard,
  noteKept,
  noteSung,
  notes,
  NotesSubscribers,
  probeService,
} from './support/probe.js';

describe('events', () => {
  const probe = serviceUnderTest(probeService, {
    contracts: Object.values(notes),
    hears: ['elsewhere'],
  });

  const heardBy = async (tenant: string) => {
    const rows = await probe.sql<{ text: string }>(
      'select text from probe.note where tenant_id = $1 order by text',
      [tenant],
    );
    return rows.map(({ text }) => text);
  };
  const note = (text: string) => ({ noteId: newId(), text });

  afterEach(() => {
    NotesSubscribers.poison = null;
  });

  it('leave with the change that they tell of, in one transaction', async () => {
    const parent = actor('parent', newTenant());
    const kept = note('kept');

    await probe.request(notes.keep, parent, kept);
    await codeOf(probe.request(notes.keep, parent, { ...note('undone'), fail: true }));

    expect(await probe.published(noteKept, parent.tenantId)).toEqual([{ noteId: kept.noteId }]);
  });

  it('carry the request that caused them', async () => {
    const parent = actor('parent', newTenant());
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

    await probe.request(notes.keep, parent, note('traced'), { requestId: 'req-7', traceparent });

    const [row] = await probe.sql<{ request_id: string; traceparent: string }>(
      'select request_id, traceparent from probe.outbox where tenant_id = $1',
      [parent.tenantId],
    );
    expect(row).toMatchObject({ request_id: 'req-7' });
    expect(row?.traceparent).toContain('a'.repeat(32));
  });

  it('get positions without a gap, in the order of their commits', async () => {
    const parent = actor('parent', newTenant());
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => probe.request(notes.keep, parent, note(`n${i}`))),
    );
    await probe.published(noteKept, parent.tenantId);

    const rows = await probe.sql<{ position: number }>(
      'select position from probe.outbox order by position',
    );
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_row, i) => i + 1));
  });

  it('have their effect once, however often they arrive', async () => {
    const tenant = newTenant();
    const envelope = await probe.hear(noteHeard, tenant, note('once'));

    for (let again = 0; again < 10; again += 1) await probe.producer('elsewhere').repeat(envelope);
    await probe.hear(noteHeard, tenant, note('after'));

    expect(await heardBy(tenant)).toEqual(['after', 'once']);
  });

  it('are asked for again when the broker lost them', async () => {
    const tenant = newTenant();
    const elsewhere = probe.producer('elsewhere');
    await elsewhere.say(noteHeard, tenant, note('lost'), { lost: true });

    await probe.hear(noteHeard, tenant, note('arrived'));

    expect(await heardBy(tenant)).toEqual(['arrived', 'lost']);
  });

  it('arrive also after the broker lost its whole store', async () => {
    const tenant = newTenant();
    const manager = await jetstreamManager(probe.connection());
    await manager.streams.delete('ELSEWHERE_EVENTS');

    const said = await probe
      .producer('elsewhere')
      .say(noteHeard, tenant, note('after the loss'), { lost: true });
    await probe.caughtUp('elsewhere', said.position);

    expect(await heardBy(tenant)).toEqual(['after the loss']);
    await until('the stream to be made again', async () =>
      manager.streams.info('ELSEWHERE_EVENTS').catch(() => false),
    );
    await probe.hear(noteHeard, tenant, note('said again'));
    expect(await heardBy(tenant)).toEqual(['after the loss', 'said again']);
  });

  it('that follow each other come together to who takes many, in order', async () => {
    const [tenant, other] = [newTenant(), newTenant()];
    NotesSubscribers.choirs = [];
    const elsewhere = probe.producer('elsewhere');
    const lost = { lost: true };
    for (const text of ['one', 'two']) await elsewhere.say(noteSung, tenant, note(text), lost);
    await elsewhere.say(noteSung, other, note('another'), lost);
    await elsewhere.say(noteSung, tenant, note('three'), lost);
    await elsewhere.say(noteHeard, tenant, note('heard'), lost);
    await probe.hear(noteSung, tenant, note('four'));

    expect(NotesSubscribers.choirs).toEqual([['one', 'two', 'three'], ['four'], ['another']]);
    expect(await heardBy(tenant)).toEqual(['four', 'heard', 'one', 'three', 'two']);
    expect(await heardBy(other)).toEqual(['another']);
  });

  it('that fail only at the end of the transaction are set aside one by one', async () => {
    const tenant = newTenant();
    const elsewhere = probe.producer('elsewhere');
    const twice = note('first');
    await elsewhere.say(noteSung, tenant, twice, { lost: true });
    const failing = await elsewhere.say(
      noteSung,
      tenant,
      { ...twice, text: 'again' },
      { lost: true },
    );
    await probe.hear(noteSung, tenant, note('after'));

    expect(await heardBy(tenant)).toEqual(['after', 'first']);
    expect(
      await probe.sql('select event_id from probe.dead_letter where tenant_id = $1', [tenant]),
    ).toEqual([{ event_id: failing.id }]);
  });

  it('stay within their organisation', async () => {
    const [one, other] = [newTenant(), newTenant()];
    await probe.hear(noteHeard, one, note('of one'));
    await probe.hear(noteHeard, other, note('of another'));

    const seen = await probe.request(notes.list, actor('parent', other), {});

    expect(seen).toEqual([{ text: 'of another' }]);
  });

  it('that cannot be dealt with are set aside with the reason, and do not hold up others', async () => {
    const tenant = newTenant();
    NotesSubscribers.poison = 'poison';
    const bad = await probe.hear(noteHeard, tenant, note('poison'));
    await probe.hear(noteHeard, tenant, note('wholesome'));

    expect(await heardBy(tenant)).toEqual(['wholesome']);
    const aside = await probe.sql('select reason from probe.dead_letter where event_id = $1', [
      bad.id,
    ]);
    expect(aside).toEqual([{ reason: 'Error cannot stomach this' }]);
  });

  it('that were set aside are tried again and then have their effect once', async () => {
    const tenant = newTenant();
    NotesSubscribers.poison = 'hard to digest';
    await probe.hear(noteHeard, tenant, note('hard to digest'));
    NotesSubscribers.poison = null;

    await until('the retry', async () => (await heardBy(tenant)).length > 0);

    expect(await heardBy(tenant)).toEqual(['hard to digest']);
    const left = await probe.sql('select from probe.dead_letter where tenant_id = $1', [tenant]);
    expect(left).toEqual([]);
  });

  it('are kept until every listener has passed them, and then for a week', async () => {
    const parent = actor('parent', newTenant());
    await probe.request(notes.keep, parent, note('old'));
    await probe.published(noteKept, parent.tenantId);
    const tidy = (consumers: string[]) =>
      new Housekeeping({ pool: probe.get(CrossTenantPool), clock: probe.clock, consumers }).run();
    probe.clock.set('2026-03-20');

    expect((await tidy(['a service that was never seen'])).outbox).toBe(0);
    expect((await tidy([])).outbox).toBeGreaterThan(0);
    expect(await probe.published(noteKept, parent.tenantId)).toEqual([]);
  });

  it('can be asked for by position', async () => {
    const parent = actor('parent', newTenant());
    const kept = note('again, please');
    await probe.request(notes.keep, parent, kept);
    await probe.published(noteKept, parent.tenantId);
    const ask = async (subject: string, question: object) =>
      (await probe.connection().request(subject, JSON.stringify(question))).json<unknown>();

    const { last } = (await ask(eventQuestions.progress('probe', 'somebody'), {
      position: 0,
    })) as { last: number };
    const again = await ask(eventQuestions.replay('probe'), { from: last, until: last });

    expect(again).toMatchObject([{ position: last, data: { noteId: kept.noteId } }]);
  });

  it('S9: are not counted as passed when the broker was made to say so', async () => {
    const connection = probe.connection();
    const question = JSON.stringify({ position: 1_000 });
    const forged = eventQuestions.progress('probe', 'forged');
    connection.publish(forged, question, { reply: '$JS.ACK.PROBE_EVENTS.planning.1.1.1.1.0' });
    connection.publish(forged, question);
    await connection.request(eventQuestions.progress('probe', 'honest'), question);

    const known = await probe.sql<{ consumer: string }>(
      'select consumer from probe.outbox_consumer',
    );
    expect(known.map(({ consumer }) => consumer)).toContain('honest');
    expect(known.map(({ consumer }) => consumer)).not.toContain('forged');
  });
});
