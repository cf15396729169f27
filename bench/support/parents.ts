import { hash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { dayAhead } from '../../dev/journey/find-days.js';
import type { ChildOptions } from '../../dev/journey/shapes.js';
import { httpRequest } from './load.js';
import type { World } from './world.js';

/** A guardian who is signed in. */
export interface Parent {
  tenantId: string;
  guardianId: string;
  token: string;
}

/**
 * Signs guardians of children with a placement in. Their sessions are put into the table, because a
 * hundred real logins are some ten seconds of Argon2id; from there on they are sessions like any other.
 */
export async function signIn(world: World, count: number): Promise<Parent[]> {
  const client = new pg.Client({ connectionString: world.adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ tenant: string; account: string; guardian: string }>(
      `select a.tenant_id as tenant, a.id as account, a.guardian_id as guardian
       from identity.account a
       where a.guardian_id is not null and exists (
         select from planning.guardianship g
         join planning.placement p on p.tenant_id = g.tenant_id and p.child_id = g.child_id
         where g.tenant_id = a.tenant_id and g.guardian_id = a.guardian_id and g.access = 'full'
           and coalesce(p.ends_on, 'infinity') > current_date + 60)
       order by md5(a.id::text) limit $1`,
      [count],
    );
    const parents: Parent[] = [];
    for (const { tenant, account, guardian } of rows) {
      const token = newToken(tenant);
      await client.query(
        `insert into identity.session
           (tenant_id, id, account_id, token_hash, started_at, last_used_at, expires_at)
         values ($1, $2, $3, $4, now(), now(), now() + interval '1 day')`,
        [tenant, randomUUID(), account, hash('sha256', token, 'buffer')],
      );
      parents.push({ tenantId: tenant, guardianId: guardian, token });
    }
    return parents;
  } finally {
    await client.end();
  }
}

/** Requests for extra care that will all be accepted, each to be sent once. */
export async function newCareRequests(
  world: World,
  parents: readonly Parent[],
  count: number,
): Promise<string[]> {
  const requests: string[] = [];
  const asked = new Set<string>();
  for (let ahead = 7; ahead < 85 && requests.length < count; ahead += 1) {
    const on = dayAhead(ahead);
    for (let at = 0; at < parents.length && requests.length < count; at += 16) {
      const some = parents.slice(at, at + 16).map((parent) => requestsOn(world, parent, on));
      for (const { child, request } of (await Promise.all(some)).flat()) {
        // Two guardians may see the same child.
        if (!asked.has(`${child} ${on}`)) requests.push(request);
        asked.add(`${child} ${on}`);
      }
    }
  }
  if (requests.length < count) throw new Error(`Only ${requests.length} days can be asked for`);
  return requests;
}

async function requestsOn(
  world: World,
  parent: Parent,
  on: string,
): Promise<{ child: string; request: string }[]> {
  const { token } = parent;
  const response = await fetch(`${world.url}/api/care-options?on=${on}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { children } = (await response.json()) as { children: ChildOptions[] };
  return children.flatMap(({ child, groups }) => {
    const open = groups.flatMap(({ group, options }) =>
      options
        .filter(({ isPossible }) => isPossible)
        .map(({ productId }) => ({ groupId: group.groupId, productId })),
    );
    const [first] = open;
    if (!first) return [];
    const body = { bookings: [{ childId: child.childId, ...first, on }] };
    const request = httpRequest('POST', '/api/care-requests', { token, body, key: randomUUID() });
    return [{ child: child.childId, request }];
  });
}

/** As identity makes them: where to look, and what nobody can guess. */
function newToken(tenantId: string): string {
  const tenant = Buffer.from(tenantId.replaceAll('-', ''), 'hex').toString('base64url');
  return `${tenant}_${randomBytes(32).toString('base64url')}`;
}
