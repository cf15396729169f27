import { Controller, Injectable, Module } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, DomainError, event, Id, type Input, rpc } from '@ouderportaal/contracts';
import { Subscribers, lockToTenant, Outbox, type ReadTx, type Tx } from '@ouderportaal/database';
import { defineService } from '@ouderportaal/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';

/** The smallest service that uses everything: it keeps notes, says so, and hears other services' notes. */
export const noteKept = event('probe.events.note-kept', z.object({ noteId: Id }));
export const noteHeard = event(
  'elsewhere.events.note-heard',
  z.object({ noteId: Id, text: z.string() }),
);

export const noteSung = event(
  'elsewhere.events.note-sung',
  z.object({ noteId: Id, text: z.string() }),
);

const Patience = z.object({ statement_timeout: z.string() });

const one = rpc('probe.notes.one', {
  route: 'GET /notes/:noteId',
  allow: ['parent'],
  summary: 'One note',
  input: z.strictObject({ noteId: Id }),
  output: z.object({ noteId: Id, text: z.string() }),
  problems: ['not-found'],
});

export const notes = {
  one,
  keep: rpc('probe.notes.keep', {
    route: 'POST /notes',
    allow: ['parent'],
    summary: 'Keep a note',
    input: z.strictObject({ noteId: Id, text: z.string().max(100), fail: z.boolean().optional() }),
    output: z.object({ noteId: Id, text: z.string() }),
    repeated: { by: one, keep: ['noteId'] },
    problems: ['already-requested', 'request-not-open', 'not-found'],
  }),
  list: rpc('probe.notes.list', {
    route: 'GET /notes',
    allow: ['parent', 'staff'],
    summary: 'All notes',
    input: z.strictObject({}),
    output: z.array(z.object({ text: z.string() })),
  }),
  ponder: rpc('probe.notes.ponder', {
    route: 'internal',
    allow: ['parent'],
    summary: 'Keeps a note as slowly as the test wants',
    effect: 'write',
    input: z.strictObject({ noteId: Id, text: z.string() }),
    output: z.object({ noteId: Id }),
  }),
  erase: rpc('probe.notes.erase', {
    route: 'internal',
    allow: ['parent'],
    effect: 'read',
    summary: 'A read that tries to write',
    input: z.strictObject({}),
    output: z.object({}),
  }),
  patience: rpc('probe.notes.patience', {
    route: 'internal',
    allow: ['parent'],
    effect: 'read',
    bulk: true,
    summary: 'How long one of its statements may take',
    input: z.strictObject({}),
    output: Patience,
  }),
  haste: rpc('probe.notes.haste', {
    route: 'internal',
    allow: ['parent'],
    effect: 'read',
    summary: 'How long one of its statements may take',
    input: z.strictObject({}),
    output: Patience,
  }),
  blunder: rpc('probe.notes.blunder', {
    route: 'internal',
    allow: ['parent'],
    effect: 'read',
    summary: 'Answers a problem that it does not declare',
    input: z.strictObject({}),
    output: z.object({}),
  }),
};

class CreateNotes1767225700000 implements MigrationInterface {
  name = 'CreateNotes1767225700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table probe.note (
        tenant_id uuid not null,
        id uuid not null,
        text text not null,
        constraint pk_note primary key (tenant_id, id)
      );
      ${lockToTenant('probe', 'note')}`);
  }

  async down(): Promise<void> {}
}

const insert = 'insert into note (tenant_id, id, text) values ($1, $2, $3)';

@Controller()
export class NotesHandlers {
  constructor(private readonly outbox: Outbox) {}

  @Handles(notes.keep)
  async keep(tx: Tx, _actor: Actor, note: Input<typeof notes.keep>) {
    await tx.execute(insert, [tx.tenantId, note.noteId, note.text]);
    this.outbox.add(tx, noteKept, { noteId: note.noteId });
    if (note.fail) throw new DomainError('request-not-open');
    return { ...note, secret: 'not part of the contract' };
  }

  @Handles(notes.one)
  async one(tx: ReadTx, _actor: Actor, { noteId }: Input<typeof notes.one>) {
    const note = await tx.queryOne<{ text: string }>('select text from note where id = $1', [
      noteId,
    ]);
    if (!note) throw new DomainError('not-found');
    return { noteId, ...note };
  }

  @Handles(notes.list)
  list(tx: ReadTx) {
    return tx.query<{ text: string }>('select text from note order by text');
  }

  /** Ends the pondering; set by the test that begins it. */
  static pondering: { begun(): void; end: Promise<unknown> } | null = null;

  @Handles(notes.ponder)
  async ponder(tx: Tx, _actor: Actor, note: Input<typeof notes.ponder>) {
    NotesHandlers.pondering?.begun();
    await NotesHandlers.pondering?.end;
    await tx.execute(insert, [tx.tenantId, note.noteId, note.text]);
    this.outbox.add(tx, noteKept, { noteId: note.noteId });
    return { noteId: note.noteId };
  }

  @Handles(notes.erase)
  async erase(tx: ReadTx) {
    await tx.query("update note set text = ''");
    return {};
  }

  @Handles(notes.patience)
  async patience(tx: ReadTx) {
    return (await tx.queryOne<z.infer<typeof Patience>>('show statement_timeout'))!;
  }

  @Handles(notes.haste)
  haste(tx: ReadTx) {
    return this.patience(tx);
  }

  @Handles(notes.blunder)
  blunder(): Promise<never> {
    return Promise.reject(new DomainError('not-found'));
  }
}

@Injectable()
export class NotesSubscribers {
  /** A text that cannot be stomached while this is set: stands for a bug that somebody repairs. */
  static poison: string | null = null;
  /** How often something poisonous was tried. */
  static tries = 0;
  /** What was sung together, each time. */
  static choirs: string[][] = [];

  constructor(consumer: Subscribers) {
    consumer.on(noteHeard, async (tx, { data }) => {
      if (data.text === NotesSubscribers.poison) {
        NotesSubscribers.tries += 1;
        throw new Error('cannot stomach this');
      }
      await tx.execute(insert, [tx.tenantId, data.noteId, data.text]);
    });
    consumer.onMany(noteSung, async (tx, received) => {
      NotesSubscribers.choirs.push(received.map(({ data }) => data.text));
      for (const { data } of received)
        tx.deferToCommit(insert, [tx.tenantId, data.noteId, data.text]);
    });
  }
}

@Module({ controllers: [NotesHandlers], providers: [NotesSubscribers] })
class ProbeModule {}

export const probeService = defineService({
  name: 'probe',
  module: ProbeModule,
  migrations: [CreateNotes1767225700000],
  constraints: { pk_note: 'already-requested' },
});
