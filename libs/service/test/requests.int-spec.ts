import { describe, expect, it } from '@jest/globals';
import { headers } from '@nats-io/transport-node';
import { continueTrace } from '@ouderportaal/bus';
import { type Call, HEADER } from '@ouderportaal/bus/runtime';
import { rpc } from '@ouderportaal/contracts';
import { Outbox, type ReadTx, TenantDatabase, type Tx } from '@ouderportaal/database';
import { Audit, toProblem, TransactionalCalls } from '@ouderportaal/database/runtime';
import { newId } from '@ouderportaal/kernel';
import {
  actor,
  codeOf,
  newGatewayKey,
  newTenant,
  serviceUnderTest,
  until,
} from '@ouderportaal/testing';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { noteKept, notes, probeService } from './support/probe.js';

describe('requests on the bus outside of tests', () => {
  const probe = serviceUnderTest(probeService, {
    contracts: Object.values(notes),
    environment: () => ({ NODE_ENV: 'development' }),
  });

  it('answer a problem also where its declaration was forgotten', async () => {
    const parent = actor('parent', newTenant());
    expect(await codeOf(probe.request(notes.blunder, parent, {}))).toBe('not-found');
  });
});

describe('requests on the bus', () => {
  const probe = serviceUnderTest(probeService, {
    contracts: Object.values(notes),
  });
  const note = (text = 'a note') => ({ noteId: newId(), text });

  /** Sends bytes as somebody who can reach the broker would. */
  const send = async (subject: string, body: string, token?: string): Promise<string> => {
    const map = headers();
    if (token) map.set(HEADER.actor, token);
    const reply = await probe.connection().request(subject, body, { headers: map, timeout: 5_000 });
    return reply.headers?.get(HEADER.problem) ?? 'ok';
  };

  it('N8: find connections to the database that were made before they came', async () => {
    const [open] = await probe.sql<{ count: number }>(
      "select count(*)::int from pg_stat_activity where application_name = 'probe'",
    );
    expect(open!.count).toBeGreaterThanOrEqual(5);
  });

  it('answer what the contract says and nothing besides', async () => {
    const kept = note();
    expect(await probe.request(notes.keep, actor('parent', newTenant()), kept)).toEqual(kept);
  });

  it('show nothing of another organisation', async () => {
    await probe.request(notes.keep, actor('parent', newTenant()), note('theirs'));
    expect(await probe.request(notes.list, actor('parent', newTenant()), {})).toEqual([]);
  });

  it.each([
    ['an unknown field', { ...note(), more: 1 }],
    ['a wrong type', { noteId: 7, text: 'a' }],
    ['nothing', undefined],
    ['a list', []],
  ])('are checked again in the service: %s', async (_case, input) => {
    const parent = actor('parent', newTenant());
    const code = await codeOf(probe.request(notes.keep, parent, (input ?? null) as never));
    expect(code).toBe('invalid-input');
  });

  it('are refused for a role that the contract does not name', async () => {
    expect(await codeOf(probe.request(notes.keep, actor('staff', newTenant()), note()))).toBe(
      'not-allowed',
    );
  });

  it('turn a constraint of the database into its problem', async () => {
    const parent = actor('parent', newTenant());
    const twice = note();
    await probe.request(notes.keep, parent, twice);
    expect(await codeOf(probe.request(notes.keep, parent, twice))).toBe('already-requested');
  });

  it('N8: are asked again when nobody took them, as the next replica may be on its way', async () => {
    const later = rpc('probe.notes.later', {
      route: 'internal',
      allow: ['parent'],
      summary: 'Nobody answers it yet',
      input: z.strictObject({}),
      output: z.object({ isHeard: z.boolean() }),
    });
    const connection = probe.connection();
    const { inMsgs } = connection.stats();
    const answer = probe.request(later, actor('parent', newTenant()), {});
    await until('the broker to say that nobody is there', async () => {
      return connection.stats().inMsgs > inMsgs;
    });
    connection.subscribe(later.subject, {
      callback: (_error, message) => void message.respond(JSON.stringify({ isHeard: true })),
    });
    expect(await answer).toEqual({ isHeard: true });
  });

  it('cannot write where the contract only reads', async () => {
    expect(await codeOf(probe.request(notes.erase, actor('parent', newTenant()), {}))).toBe(
      'internal',
    );
  });

  it('say nothing where nothing is committed: neither in a read nor after the commit', async () => {
    const database = probe.get(TenantDatabase);
    const outbox = probe.get(Outbox);
    const owner = { tenantId: newTenant(), trace: continueTrace() };
    const say = (tx: ReadTx) => outbox.add(tx as Tx, noteKept, { noteId: newId() });
    const statement = "update note set text = ''";

    const late = await database.transaction(owner, async (tx) => tx);

    await expect(database.read(owner, async (tx) => say(tx))).rejects.toThrow(/is committed/);
    expect(() => say(late)).toThrow(/being committed/);
    expect(() => late.deferToCommit(statement)).toThrow(/being committed/);
    expect(() => late.onCommit(() => {})).toThrow(/being committed/);
    expect(await probe.published(noteKept, owner.tenantId)).toEqual([]);
  });

  it('answer no problem that their contract does not declare', async () => {
    const parent = actor('parent', newTenant());
    expect(await codeOf(probe.request(notes.blunder, parent, {}))).toBe('internal');
  });

  it('N10: get longer for a statement where their contract says that they are bulk', async () => {
    const parent = actor('parent', newTenant());
    const [bulk, other] = await Promise.all([
      probe.request(notes.patience, parent, {}),
      probe.request(notes.haste, parent, {}),
    ]);
    expect([bulk.statement_timeout, other.statement_timeout]).toEqual(['30s', '2500ms']);
  });

  it('leave nothing behind when they fail', async () => {
    const parent = actor('parent', newTenant());
    await codeOf(probe.request(notes.keep, parent, { ...note(), fail: true }));
    expect(await probe.request(notes.list, parent, {})).toEqual([]);
  });

  it('leave an audit row with the change, naming ids only', async () => {
    const parent = actor('parent', newTenant());
    const kept = note('a private thought');
    await probe.request(notes.keep, parent, kept, { requestId: 'req-9' });
    await codeOf(probe.request(notes.keep, parent, { ...note(), fail: true }));
    const rows = await probe.sql('select * from probe.audit where tenant_id = $1', [
      parent.tenantId,
    ]);
    expect(rows).toMatchObject([
      {
        subject: 'probe.notes.keep',
        person_id: parent.personId,
        session_id: parent.sessionId,
        request_id: 'req-9',
        named: { noteId: [kept.noteId] },
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('thought');
  });

  it('S8: are done once for each token, whichever replica gets it', async () => {
    const parent = actor('parent', newTenant());
    const context = { ...continueTrace(), idempotencyKey: null, clientAddress: null };
    const body = new TextEncoder().encode('{}');
    const call: Call = { contract: notes.keep, actor: parent, tokenId: newId(), context, body };
    const replicas = Array.from(
      { length: 4 },
      () => new TransactionalCalls(probe.get(TenantDatabase), probe.get(Audit)),
    );
    const keep = async (tx: unknown) => {
      const text = 'signed once';
      const values = [parent.tenantId, newId(), text];
      await (tx as Tx).execute(
        'insert into note (tenant_id, id, text) values ($1, $2, $3)',
        values,
      );
      return {};
    };

    const outcomes = await Promise.all(
      replicas.map((replica) =>
        replica.run(call, { first: keep, again: keep }).then(
          () => 'done',
          (error: unknown) => toProblem({})(error).code,
        ),
      ),
    );

    const refused = 'actor-token-refused';
    expect(outcomes.sort()).toEqual([refused, refused, refused, 'done']);
    expect(await probe.request(notes.list, parent, {})).toEqual([{ text: 'signed once' }]);
  });

  describe('with an Idempotency-Key', () => {
    it('are done once, also when sent at the same moment', async () => {
      const parent = actor('parent', newTenant());
      const same = note();
      const answers = await Promise.all(
        Array.from({ length: 8 }, () =>
          probe.request(notes.keep, parent, same, { idempotencyKey: 'key-1' }),
        ),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await probe.request(notes.list, parent, {})).toHaveLength(1);
    });

    it('are refused with another body', async () => {
      const parent = actor('parent', newTenant());
      await probe.request(notes.keep, parent, note(), { idempotencyKey: 'key-1' });
      expect(
        await codeOf(probe.request(notes.keep, parent, note(), { idempotencyKey: 'key-1' })),
      ).toBe('idempotency-key-reused');
    });

    it('show what is there now, and nothing that is there no longer', async () => {
      const parent = actor('parent', newTenant());
      const kept = note('as it was');
      const again = () => probe.request(notes.keep, parent, kept, { idempotencyKey: 'key-1' });
      const change = (sql: string) => probe.sql(sql, [parent.tenantId]);

      expect(await again()).toEqual(kept);
      await change("update probe.note set text = 'as it is' where tenant_id = $1");
      expect(await again()).toEqual({ ...kept, text: 'as it is' });
      await change('delete from probe.note where tenant_id = $1');
      expect(await codeOf(again())).toBe('not-found');
    });

    it('leave nothing behind but what finds their answer again', async () => {
      const parent = actor('parent', newTenant());
      const kept = note('a private thought');
      await probe.request(notes.keep, parent, kept, { idempotencyKey: 'key-1' });

      const [row] = await probe.sql<{ answer: Buffer }>(
        'select answer from probe.idempotency_key where tenant_id = $1',
        [parent.tenantId],
      );
      expect(row!.answer.toString()).toBe(JSON.stringify({ noteId: kept.noteId }));
    });

    it('find their answer also where a release before kept all of it', async () => {
      const parent = actor('parent', newTenant());
      const kept = note();
      const again = () => probe.request(notes.keep, parent, kept, { idempotencyKey: 'key-1' });
      await again();
      await probe.sql(
        "update probe.idempotency_key set answer = convert_to($2, 'utf8') where tenant_id = $1",
        [parent.tenantId, JSON.stringify({ ...kept, text: 'of then' })],
      );
      expect(await again()).toEqual(kept);
    });

    it('belong to the person who sent them', async () => {
      const tenant = newTenant();
      const context = { idempotencyKey: 'key-1' };
      await probe.request(notes.keep, actor('parent', tenant), note('mine'), context);
      await probe.request(notes.keep, actor('parent', tenant), note('yours'), context);
      expect(await probe.request(notes.list, actor('parent', tenant), {})).toHaveLength(2);
    });

    it('can be tried again after a failure', async () => {
      const parent = actor('parent', newTenant());
      const context = { idempotencyKey: 'key-1' };
      await codeOf(probe.request(notes.keep, parent, { ...note(), fail: true }, context));
      await probe.request(notes.keep, parent, note('second try'), context);
      expect(await probe.request(notes.list, parent, {})).toEqual([{ text: 'second try' }]);
    });
  });

  describe('straight on the bus', () => {
    const forged = newGatewayKey();
    const body = JSON.stringify(note());
    const claims = () => ({
      tid: newTenant(),
      sid: newId(),
      role: 'parent',
      op: notes.keep.subject,
    });
    const signed = (audience: string, lifetime: string) =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
        .setIssuer('gateway')
        .setAudience(audience)
        .setSubject(newId())
        .setJti(newId())
        .setIssuedAt()
        .setExpirationTime(lifetime)
        .sign(forged.signing.key);
    const unsigned = () => {
      const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
      return `${encode({ alg: 'none', kid: 'test' })}.${encode(claims())}.`;
    };

    it('are refused without a token', async () => {
      expect(await send(notes.keep.subject, body)).toBe('actor-token-refused');
    });

    it.each([
      ['signed by somebody else', () => signed('probe', '30s')],
      ['for another service', () => signed('identity', '30s')],
      ['expired', () => signed('probe', '-10s')],
      ['unsigned', () => Promise.resolve(unsigned())],
      ['not a token at all', () => Promise.resolve('let me in')],
    ])('are refused with a token that is %s', async (_case, token) => {
      expect(await send(notes.keep.subject, body, await token())).toBe('actor-token-refused');
    });

    it('are refused when the body is not the one that was signed, or comes a second time', async () => {
      const parent = actor('parent', newTenant());
      const genuine = probe.tokens();
      const token = await genuine.mint(notes.keep, parent, Buffer.from(body));

      expect(await send(notes.keep.subject, JSON.stringify(note('other')), token)).toBe(
        'actor-token-refused',
      );
      expect(await send(notes.keep.subject, body, token)).toBe('ok');
      expect(await send(notes.keep.subject, body, token)).toBe('actor-token-refused');
    });

    it('are refused when a token for reading is used to write', async () => {
      const parent = actor('parent', newTenant());
      const token = await probe.tokens().mint(notes.list, parent, Buffer.from('{}'));
      expect(await send(notes.keep.subject, body, token)).toBe('actor-token-refused');
    });

    it('are refused when a token for a change is used to read', async () => {
      const parent = actor('parent', newTenant());
      const token = await probe.tokens().mint(notes.keep, parent, Buffer.from('{}'));
      expect(await send(notes.list.subject, '{}', token)).toBe('actor-token-refused');
    });

    it('are refused, not crashed on, when they are no JSON', async () => {
      const parent = actor('parent', newTenant());
      const token = await probe.tokens().mint(notes.list, parent, Buffer.from(''));
      expect(await send(notes.list.subject, '{"broken', token)).toBe('malformed-json');
    });
  });
});
