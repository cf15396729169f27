import { describe, expect, it } from '@jest/globals';
import { type CallContext, Handles, type ScopeOf } from '@ouderportaal/bus';
import { type Actor, type Input, rpc } from '@ouderportaal/contracts';
import { z } from 'zod';
import { Outbox } from './outbox.js';
import type { SelfManagedCall } from './self-managed-call.js';
import { ReadTx, Tx } from './tx.js';

const note = z.object({ text: z.string() });
const options = { allow: ['parent'], summary: 'A note', input: note, output: note } as const;

const read = rpc('probe.notes.get', { ...options, route: 'GET /notes' });
const write = rpc('probe.notes.keep', { ...options, route: 'POST /notes' });
const draft = rpc('probe.notes.draft', { ...options, route: 'POST /drafts', effect: 'read' });
const own = rpc('probe.notes.sign', { ...options, route: 'internal', effect: 'self-managed' });

/** Compiles only where the types are one and the same. */
function same<A, B>(..._proof: [A] extends [B] ? ([B] extends [A] ? [] : [never]) : [never]) {}

// The compiler is the test: a line that is said to be wrong and compiles is an error.
export class Handlers {
  @Handles(read)
  reads(_tx: ReadTx, _actor: Actor, input: Input<typeof read>) {
    return Promise.resolve(input);
  }

  @Handles(draft)
  needsNothing() {
    return Promise.resolve({ text: '' });
  }

  @Handles(write)
  writes(_tx: Tx, _actor: Actor, input: Input<typeof write>) {
    return Promise.resolve(input);
  }

  @Handles(write)
  onlyReadsInAWrite(_tx: ReadTx, _actor: Actor, input: { text: string }) {
    return Promise.resolve(input);
  }

  @Handles(own)
  opensItsOwn(_call: SelfManagedCall, _actor: Actor, input: Input<typeof own>) {
    return Promise.resolve(input);
  }

  @Handles(own)
  needsOnlyTheContext(_call: CallContext, _actor: Actor, input: Input<typeof own>) {
    return Promise.resolve(input);
  }

  // @ts-expect-error a read has nothing to write with
  @Handles(read)
  writesInARead(_tx: Tx, _actor: Actor, input: Input<typeof read>) {
    return Promise.resolve(input);
  }

  // @ts-expect-error nor has a POST that says that it reads
  @Handles(draft)
  writesInADraft(_tx: Tx, _actor: Actor, input: Input<typeof draft>) {
    return Promise.resolve(input);
  }

  // @ts-expect-error what manages itself is given no transaction
  @Handles(own)
  expectsATransaction(_tx: Tx, _actor: Actor, input: Input<typeof own>) {
    return Promise.resolve(input);
  }

  // @ts-expect-error a write is given its transaction
  @Handles(write)
  expectsACall(_call: SelfManagedCall, _actor: Actor, input: Input<typeof write>) {
    return Promise.resolve(input);
  }

  // @ts-expect-error the transaction comes first
  @Handles(write)
  turnedAround(_actor: Actor, input: Input<typeof write>, _tx: Tx) {
    return Promise.resolve(input);
  }

  // @ts-expect-error the input has no such field
  @Handles(write)
  otherInput(_tx: Tx, _actor: Actor, { number }: { number: number }) {
    return Promise.resolve({ text: String(number) });
  }

  // @ts-expect-error the contract promises a text
  @Handles(write)
  otherOutput(_tx: Tx, _actor: Actor, _input: Input<typeof write>) {
    return Promise.resolve({ number: 1 });
  }

  says(outbox: Outbox, tx: ReadTx) {
    // @ts-expect-error nothing is committed, so nothing can be said
    outbox.add(tx, { kind: 'event', subject: 'probe.events.note-kept', data: note }, { text: '' });
  }
}

describe('what a handler is given', () => {
  it('follows from the route, unless the contract says otherwise', () => {
    same<(typeof read)['effect'], 'read'>();
    same<(typeof write)['effect'], 'write'>();
    same<(typeof draft)['effect'], 'read'>();
    same<(typeof own)['effect'], 'self-managed'>();
    same<ScopeOf<'read'>, ReadTx>();
    same<ScopeOf<'write'>, Tx>();
    same<ScopeOf<'self-managed'>, SelfManagedCall>();

    expect([read, write, draft, own].map(({ effect }) => effect)).toEqual([
      'read',
      'write',
      'read',
      'self-managed',
    ]);
  });

  it('has nothing to write with in a read, also for who goes around the types', () => {
    const writing = ['execute', 'deferToCommit', 'onCommit', 'finish', 'committed', 'hasEvents'];
    const tx = new ReadTx('', { requestId: '', traceparent: '' }, {} as never, {} as never);

    expect(writing.filter((name) => name in tx)).toEqual([]);
    expect(writing.filter((name) => name in Tx.prototype || name === 'hasEvents')).toEqual(writing);
  });
});
