import { afterEach, describe, expect, it } from '@jest/globals';
import { type Changed, identity, planning, type SpeakingService } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { until } from '@ouderportaal/testing';
import { gatewayUnderTest, type SignedIn } from './support/gateway-under-test.js';

const gateway = gatewayUnderTest({ PERSON_AT_ONCE: '2' });
const open: Listening[] = [];

afterEach(() => {
  for (const listening of open.splice(0)) listening.leave();
});

interface Listening {
  status: number;
  contentType: string | null;
  heard: string[];
  hasEnded: boolean;
  leave(): void;
}

async function listen({ bearer }: SignedIn, url = gateway.url('/api/live')): Promise<Listening> {
  const leaving = new AbortController();
  const response = await fetch(url, {
    headers: { ...bearer, accept: 'text/event-stream' },
    signal: leaving.signal,
  });
  const listening: Listening = {
    status: response.status,
    contentType: response.headers.get('content-type'),
    heard: [],
    hasEnded: false,
    leave: () => leaving.abort(),
  };
  open.push(listening);
  void (async () => {
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        listening.heard.push(
          ...[...chunk.matchAll(/^data: (.*)$/gm)].map(([, kind]) => kind ?? ''),
        );
      }
    } catch {
      // The test left.
    }
    listening.hasEnded = true;
  })();
  return listening;
}

/** A parent of these children, or staff of these groups. */
function person(role: 'parent' | 'staff', organisation: string, ids: string[]): SignedIn {
  const signedIn = gateway.signedIn(role, organisation);
  asked.set(signedIn.actor.personId, ids);
  gateway.services.answer(identity.families.mine, ({ actor }) => ({
    children: (asked.get(actor.personId) ?? []).map((childId) => ({
      childId,
      number: '1',
      firstName: 'Liv',
      lastName: 'Voorbeeld',
      bornOn: '2024-01-01',
      access: 'full',
    })),
  }));
  gateway.services.answer(planning.queue.groups, ({ actor }) =>
    (asked.get(actor.personId) ?? []).map((groupId) => ({
      groupId,
      groupName: 'Egels',
      locationId: groupId,
      locationName: 'Noord',
    })),
  );
  return signedIn;
}
const asked = new Map<string, string[]>();

function say(service: SpeakingService, changed: Partial<Changed>): void {
  gateway.connection().publish(`${service}.broadcast.changed`, JSON.stringify(changed));
}

/** What is said after it comes after it: when the last of them was heard, so was all before. */
async function sayLast({ actor }: SignedIn, listening: Listening): Promise<void> {
  say('messaging', { tenantId: actor.tenantId, personIds: [actor.personId] });
  await until('the last word to be heard', async () => listening.heard.includes('messaging'));
}

describe('R87: GET /live', () => {
  it('tells parents of their children and staff of their groups, and nobody of anybody else’s', async () => {
    const [liv, noor, egels, organisation] = [newId(), newId(), newId(), newId()];
    const parent = person('parent', organisation, [liv]);
    const other = person('parent', organisation, [noor]);
    const staff = person('staff', organisation, [egels]);
    const stranger = person('parent', newId(), [liv]);
    const [mine, theirs, groups, strange] = await Promise.all([
      listen(parent),
      listen(other),
      listen(staff),
      listen(stranger),
    ]);
    expect(mine).toMatchObject({ status: 200, contentType: 'text/event-stream' });

    say('planning', { tenantId: parent.actor.tenantId, childIds: [liv], groupIds: [egels] });

    await Promise.all([
      sayLast(parent, mine),
      sayLast(other, theirs),
      sayLast(staff, groups),
      sayLast(stranger, strange),
    ]);
    expect(mine.heard).toEqual(['planning', 'messaging']);
    expect(groups.heard).toEqual(['planning', 'messaging']);
    expect(theirs.heard).toEqual(['messaging']);
    expect(strange.heard).toEqual(['messaging']);
  });

  it('says a burst of changes twice: at once, and when it is over', async () => {
    const liv = newId();
    const parent = person('parent', newId(), [liv]);
    const listening = await listen(parent);
    for (let i = 0; i < 50; i += 1) {
      say('planning', { tenantId: parent.actor.tenantId, childIds: [liv] });
    }
    await until('the burst to be over', async () => listening.heard.length === 2);
    await sayLast(parent, listening);
    expect(listening.heard).toEqual(['planning', 'planning', 'messaging']);
  });

  it('is deaf to what cannot be read', async () => {
    const parent = person('parent', newId(), []);
    const listening = await listen(parent);
    gateway.connection().publish('planning.broadcast.changed', 'rubbish');
    gateway.connection().publish('planning.broadcast.changed', '{"tenantId":7}');
    await sayLast(parent, listening);
    expect(listening.heard).toEqual(['messaging']);
  });

  it('ends when the session does, and when what somebody may see changes', async () => {
    const parent = person('parent', newId(), []);
    const [first, second] = [await listen(parent), await listen(parent)];
    await gateway.services.endSessions(parent.actor.sessionId);
    await until('both to end', async () => first.hasEnded && second.hasEnded);
    expect((await listen(parent)).status).toBe(401);

    const other = person('parent', newId(), []);
    const listening = await listen(other);
    const { tenantId, personId } = other.actor;
    say('planning', { tenantId, personIds: [personId], rights: true });
    await until('it to end', async () => listening.hasEnded);
    expect(listening.heard).toEqual(['planning']);
  });

  it('holds no slot of the person while it waits, but does not open without end', async () => {
    const parent = person('parent', newId(), []);
    for (let i = 0; i < 12; i += 1) expect((await listen(parent)).status).toBe(200);
    expect((await listen(parent)).status).toBe(429);
    open[0]?.leave();
    await until('a place', async () => (await listen(parent)).status === 200);
  });

  it('ends after its first line for who does not speak its language', async () => {
    const parent = person('parent', newId(), []);
    const answer = await gateway.fetch('GET', '/api/live', { headers: parent.bearer });
    expect(answer).toMatchObject({ status: 200, text: 'retry: 1000\n\n' });
  });

  it('ends when the gateway stops, which waits for nobody who listens', async () => {
    const another = await gateway.another({});
    const listening = await listen(person('parent', newId(), []), `${another.url}/api/live`);
    const startedAt = performance.now();
    await another.stop();
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    await until('it to end', async () => listening.hasEnded);
  });
});
