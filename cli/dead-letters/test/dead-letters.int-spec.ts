import { afterEach, describe, expect, it } from '@jest/globals';
import { MAX_ATTEMPTS } from '@ouderportaal/database/runtime';
import { newId } from '@ouderportaal/kernel';
import { newTenant, serviceUnderTest, until } from '@ouderportaal/testing';
import { DeadLetters } from '../dead-letters.js';
import {
  noteHeard,
  notes,
  NotesSubscribers,
  probeService,
} from '../../../libs/service/test/support/probe.js';

describe('an event that no try can deal with', () => {
  const probe = serviceUnderTest(probeService, {
    contracts: Object.values(notes),
    hears: ['elsewhere'],
    environment: () => ({ EVENT_RETRY_MS: '1' }),
  });
  const note = (text: string) => ({ noteId: newId(), text });
  const letters = () => new DeadLetters({ url: probe.database().urlOf('probe_worker') });
  const heardBy = async (tenant: string) => {
    const rows = await probe.sql<{ text: string }>(
      'select text from probe.note where tenant_id = $1 order by text',
      [tenant],
    );
    return rows.map(({ text }) => text);
  };
  const died = (eventId: string) =>
    until('it to be given up', async () => {
      const letter = await letters().find(eventId);
      return letter?.deadAt ? letter : null;
    });

  afterEach(() => {
    NotesSubscribers.poison = null;
    NotesSubscribers.tries = 0;
  });

  it('waits for a person after exactly five, with the reason, while others go on', async () => {
    const tenant = newTenant();
    NotesSubscribers.poison = 'poison';
    const bad = await probe.hear(noteHeard, tenant, note('poison'));
    const letter = await died(bad.id);
    await probe.hear(noteHeard, tenant, note('wholesome'));

    expect(letter).toMatchObject({ attempts: MAX_ATTEMPTS, reason: 'Error cannot stomach this' });
    expect(await heardBy(tenant)).toEqual(['wholesome']);
    expect(await probe.sql('select from probe.dead_letter where dead_at is not null')).toHaveLength(
      1,
    );
  });

  it('is listed with where it came from, and without what it says', async () => {
    const tenant = newTenant();
    NotesSubscribers.poison = 'a secret';
    const said = note('a secret');
    const bad = await probe.hear(noteHeard, tenant, said);

    const all = await letters().list();
    const letter = all.find(({ eventId }) => eventId === bad.id);

    expect(letter).toMatchObject({
      producer: 'elsewhere',
      position: bad.position,
      subject: noteHeard.subject,
      tenantId: tenant,
      names: { noteId: [said.noteId] },
    });
    expect(JSON.stringify(all)).not.toContain('a secret');
  });

  it('has its effect once when one call lets it be tried again', async () => {
    const tenant = newTenant();
    NotesSubscribers.poison = 'hard';
    const bad = await probe.hear(noteHeard, tenant, note('hard'));
    await died(bad.id);
    NotesSubscribers.poison = null;

    const replayed = await letters().replay(bad.id);

    expect(replayed.map(({ eventId }) => eventId)).toEqual([bad.id]);
    await until('the replay', async () => (await letters().find(bad.id)) === undefined);
    expect(await heardBy(tenant)).toEqual(['hard']);
  });

  it('goes back to waiting when the cause is still there', async () => {
    const tenant = newTenant();
    NotesSubscribers.poison = 'still hard';
    const bad = await probe.hear(noteHeard, tenant, note('still hard'));
    await died(bad.id);
    NotesSubscribers.tries = 0;

    await letters().replay(bad.id);

    expect(await died(bad.id)).toMatchObject({ attempts: MAX_ATTEMPTS });
    expect(NotesSubscribers.tries).toBe(MAX_ATTEMPTS);
  });
});
