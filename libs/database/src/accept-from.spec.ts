import { describe, expect, it } from '@jest/globals';
import { newId } from '@ouderportaal/kernel';
import { acceptFrom, acceptReplay } from './accept-from.js';

const event = (changed: object = {}) => ({
  id: newId(),
  position: 1,
  subject: 'planning.events.thing-happened',
  tenantId: newId(),
  occurredAt: '2026-03-02T09:00:00.000Z',
  requestId: 'test',
  traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
  data: { thingId: newId() },
  ...changed,
});
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('what a producer says', () => {
  it('counts as it is when the subject of the message is its own', () => {
    const said = event();
    expect(acceptFrom('planning', said.subject, bytes(said)).envelope).toEqual(said);
    expect(acceptFrom('planning', null, said).envelope).toEqual(said);
  });

  it.each([
    ['of another producer', { subject: 'identity.events.family-recorded' }, 'foreign'],
    ['of a producer with a longer name', { subject: 'planningx.events.happened' }, 'foreign'],
    ['that is no event', { subject: 'planning.queue.groups' }, 'unreadable'],
    ['with a pattern for a subject', { subject: 'planning.events.>' }, 'unreadable'],
    ['of no organisation', { tenantId: 'all of them' }, 'unreadable'],
    ['without an id', { id: '1' }, 'unreadable'],
    ['before the first', { position: 0 }, 'unreadable'],
    ['at half a position', { position: 1.5 }, 'unreadable'],
    ['beyond what can be counted', { position: 2 ** 53 }, 'unreadable'],
    ['at no time', { occurredAt: 'yesterday' }, 'unreadable'],
    ['with a request that is a text', { requestId: 'call 06-12345678 now' }, 'unreadable'],
    ['with a trace that is none', { traceparent: 'x'.repeat(10_000) }, 'unreadable'],
  ])('is refused %s, whichever way it comes', (_what, changed, refusal) => {
    const said = event(changed);
    const own = 'planning.events.thing-happened';
    expect(acceptFrom('planning', own, bytes(said))).toEqual({ envelope: null, refusal });
    expect(acceptFrom('planning', null, said)).toEqual({ envelope: null, refusal });
    expect(acceptReplay('planning', [said], { from: 1, until: 1 }).envelopes).toEqual([]);
  });

  it('is refused under the subject of another event of its own', () => {
    const { refusal } = acceptFrom('planning', 'planning.events.other-happened', bytes(event()));
    expect(refusal).toBe('misaddressed');
  });

  it.each([
    ['no JSON', new TextEncoder().encode('{')],
    ['no text', new Uint8Array([0xff, 0xfe])],
    ['nothing', new Uint8Array()],
    ['null', bytes(null)],
    ['a list', bytes([event()])],
  ])('is refused when it is %s', (_what, said) => {
    expect(acceptFrom('planning', 'planning.events.x', said).refusal).toBe('unreadable');
  });
});

describe('the answer of a producer', () => {
  const answer = (...said: unknown[]) => {
    const { envelopes, passed, refused } = acceptReplay('planning', said, { from: 5, until: 9 });
    return {
      taken: envelopes.map(({ position }) => position),
      passed,
      refused: refused.map(({ reason, position }) => ({ reason, position })),
    };
  };
  const foreign = (position: number) =>
    event({ position, subject: 'identity.events.family-recorded' });

  it('does not hold up what comes after something that is refused', () => {
    expect(answer(event({ position: 5 }), foreign(6), null, event({ position: 8 }))).toEqual({
      taken: [5, 8],
      passed: [6, 7],
      refused: [
        { reason: 'foreign', position: 6 },
        { reason: 'unreadable', position: 7 },
      ],
    });
  });

  it('may begin later than was asked, where the first were forgotten', () => {
    expect(answer(event({ position: 7 })).taken).toEqual([7]);
  });

  it('moves nobody to where was not asked', () => {
    expect(answer(event({ position: 4 }), event({ position: 10 }), foreign(900))).toEqual({
      taken: [],
      passed: [],
      refused: [
        { reason: 'misaddressed', position: 4 },
        { reason: 'misaddressed', position: 10 },
        { reason: 'misaddressed', position: 900 },
      ],
    });
  });

  it('says one thing per position', () => {
    expect(answer(event({ position: 5 }), event({ position: 5 }), event({ position: 6 }))).toEqual({
      taken: [5, 6],
      passed: [],
      refused: [{ reason: 'misaddressed', position: 5 }],
    });
  });
});
