import { describe, expect, it } from '@jest/globals';
import { newId } from '@ouderportaal/kernel';
import { actor, codeOf, newTenant, serviceUnderTest, until } from '@ouderportaal/testing';
import { notes, NotesHandlers, probeService } from './support/probe.js';

describe('a service that is told to stop', () => {
  const probe = serviceUnderTest(probeService, {
    contracts: Object.values(notes),
  });

  it('finishes what it has begun, keeps it, and takes nothing new', async () => {
    const parent = actor('parent', newTenant());
    const note = { noteId: newId(), text: 'nearly done' };
    const begun = Promise.withResolvers<undefined>();
    const end = Promise.withResolvers<undefined>();
    NotesHandlers.pondering = { begun: () => begun.resolve(undefined), end: end.promise };

    const answer = probe.request(notes.ponder, parent, note);
    await begun.promise;
    const stopped = probe.running().stop();
    try {
      await until('new requests to be refused', async () => {
        const outcome = await codeOf(probe.request(notes.list, parent, {})).catch(() => 'answered');
        return outcome === 'service-unavailable';
      });
    } finally {
      end.resolve(undefined);
    }
    expect(await answer).toEqual({ noteId: note.noteId });
    await stopped;
    const kept = await probe.sql('select text from probe.note where id = $1', [note.noteId]);
    expect(kept).toEqual([{ text: 'nearly done' }]);
  });
});
