import { Injectable } from '@nestjs/common';
import type { identity } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import { Session } from './session.entity.js';
import type { SessionTimes } from './sessions.rules.js';

/** A session with its account's person. */
interface HeldSession extends SessionTimes {
  sessionId: string;
  personId: string;
  role: identity.PersonView['role'];
}

interface OwnSession extends SessionTimes {
  sessionId: string;
  deviceName: string | null;
  startedAt: Date;
}

/** The account of a guardian or employee. */
const OWN_ACCOUNT = `
  select id from account where tenant_id = $1 and (guardian_id = $2 or employee_id = $2)`;

@Injectable()
export class SessionsRepository {
  async add(tx: Tx, session: Session): Promise<void> {
    await tx.manager.insert(Session, session);
  }

  /** Null also when its holder is an employee who left. */
  findByToken(tx: ReadTx, tokenHash: Buffer): Promise<HeldSession | null> {
    return tx.queryOne<HeldSession>(
      `select s.id as "sessionId", coalesce(a.guardian_id, a.employee_id) as "personId",
         coalesce(e.role, 'parent') as role, s.last_used_at as "lastUsedAt",
         s.expires_at as "expiresAt", s.ended_at as "endedAt"
       from session s
       join account a on a.tenant_id = s.tenant_id and a.id = s.account_id
       left join employee e on e.tenant_id = a.tenant_id and e.id = a.employee_id
       where s.tenant_id = $1 and s.token_hash = $2 and e.is_active is not false`,
      [tx.tenantId, tokenHash],
    );
  }

  async touch(tx: Tx, sessionId: string, now: Date): Promise<void> {
    await tx.execute(
      `update session set last_used_at = greatest(last_used_at, $3)
       where tenant_id = $1 and id = $2`,
      [tx.tenantId, sessionId, now],
    );
  }

  /** Those of a person that nobody ended, newest first; some may have expired. */
  listOf(tx: ReadTx, personId: string): Promise<OwnSession[]> {
    return tx.query<OwnSession>(
      `select id as "sessionId", device_name as "deviceName", started_at as "startedAt",
         last_used_at as "lastUsedAt", expires_at as "expiresAt", ended_at as "endedAt"
       from session
       where tenant_id = $1 and account_id = (${OWN_ACCOUNT}) and ended_at is null
       order by started_at desc, id desc`,
      [tx.tenantId, personId],
    );
  }

  /** Ends one session of a person. False when the person has no such session, ended or not. */
  async end(tx: Tx, personId: string, sessionId: string, now: Date): Promise<boolean> {
    const found = await tx.execute(
      `update session set ended_at = coalesce(ended_at, $4)
       where tenant_id = $1 and account_id = (${OWN_ACCOUNT}) and id = $3`,
      [tx.tenantId, personId, sessionId, now],
    );
    return found === 1;
  }

  /** Ends every session of a person; answers which. */
  async endAllOf(tx: Tx, personId: string, now: Date): Promise<string[]> {
    const ended = await tx.query<{ id: string }>(
      `update session set ended_at = $3
       where tenant_id = $1 and account_id = (${OWN_ACCOUNT}) and ended_at is null
       returning id`,
      [tx.tenantId, personId, now],
    );
    return ended.map(({ id }) => id);
  }
}
