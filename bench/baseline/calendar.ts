import type pg from 'pg';

interface CalendarOf {
  tenant: string;
  guardian: string;
  from: string;
  until: string;
}

const named = (name: string, text: string) => ({ name, text });

const statements = {
  organisation: named(
    'organisation',
    'select slug, name, language, time_zone from planning.organisation where tenant_id = $1',
  ),
  policy: named(
    'policy',
    `select version, document from planning.planning_policy where tenant_id = $1
     order by version desc limit 1`,
  ),
  children: named(
    'children',
    `select c.id, c.first_name, c.last_name, s.access
     from planning.guardianship s
     join planning.child c on c.tenant_id = s.tenant_id and c.id = s.child_id
     where s.tenant_id = $1 and s.guardian_id = $2 and s.access <> 'none'
     order by c.first_name, c.id`,
  ),
  patterns: named(
    'patterns',
    `select p.id, p.child_id, p.group_id, p.starts_on, p.ends_on,
       coalesce(
         (select json_agg(json_build_object('weekday', d.weekday, 'weeks', d.weeks,
             'startsAt', d.starts_at, 'endsAt', d.ends_at) order by d.weekday, d.starts_at)
          from planning.placement_day d
          where d.tenant_id = p.tenant_id and d.placement_id = p.id),
         '[]') as days
     from planning.placement p
     where p.tenant_id = $1 and p.child_id = any($2::uuid[])
       and p.starts_on <= $4 and (p.ends_on is null or p.ends_on >= $3)
     order by p.child_id, p.starts_on, p.id`,
  ),
  bookings: named(
    'bookings',
    `select id, request_id, child_id, group_id, product_name, care_on, starts_at, ends_at, status
     from planning.booking
     where tenant_id = $1 and child_id = any($2::uuid[]) and care_on between $3 and $4
       and status in ('requested', 'approved', 'rejected')
     order by care_on, starts_at, id`,
  ),
  groups: named(
    'groups',
    `select g.id, g.name, l.id as location_id, l.name as location_name
     from planning.care_group g
     join planning.location l on l.tenant_id = g.tenant_id and l.id = g.location_id
     where g.tenant_id = $1 and g.id = any($2::uuid[])
     order by l.name, g.name, g.id`,
  ),
  closures: named(
    'closures',
    `select location_id, starts_on, ends_on, reason from planning.closure
     where tenant_id = $1 and ends_on >= $2 and starts_on <= $3
     order by starts_on, id`,
  ),
};

/** The rows behind one month of a guardian's calendar, kind by kind, filtered by hand. */
export async function calendarRows(pool: pg.Pool, asked: CalendarOf) {
  const { tenant, guardian, from, until } = asked;
  const rowsOf = async <R extends object>(statement: pg.QueryConfig, values: unknown[]) =>
    (await pool.query<R>({ ...statement, values })).rows;
  const organisation = await rowsOf(statements.organisation, [tenant]);
  const policy = await rowsOf(statements.policy, [tenant]);
  const children = await rowsOf<{ id: string }>(statements.children, [tenant, guardian]);
  const ids = children.map(({ id }) => id);
  const period = [tenant, ids, from, until];
  const patterns = await rowsOf<{ group_id: string }>(statements.patterns, period);
  const bookings = await rowsOf<{ group_id: string }>(statements.bookings, period);
  const groupIds = [...new Set([...patterns, ...bookings].map((row) => row.group_id))];
  const groups = await rowsOf(statements.groups, [tenant, groupIds]);
  const closures = await rowsOf(statements.closures, [tenant, from, until]);
  return { organisation, policy, children, patterns, bookings, groups, closures };
}

/** The portal's own single statement, with the filter that row-level security adds there written out. */
const IN_ONE = named(
  'in-one',
  `with kid as (
     select c.tenant_id, c.id, c.first_name, c.last_name, s.access
     from planning.guardianship s
     join planning.child c on c.tenant_id = s.tenant_id and c.id = s.child_id
     where s.tenant_id = $1 and s.guardian_id = $2 and s.access <> 'none'
   ), pattern as (
     select p.*,
       coalesce(
         (select json_agg(json_build_object('weekday', d.weekday, 'weeks', d.weeks,
             'startsAt', d.starts_at, 'endsAt', d.ends_at) order by d.weekday, d.starts_at)
          from planning.placement_day d
          where d.tenant_id = p.tenant_id and d.placement_id = p.id),
         '[]') as days
     from kid
     join planning.placement p on p.tenant_id = kid.tenant_id and p.child_id = kid.id
     where p.starts_on <= $4 and (p.ends_on is null or p.ends_on >= $3)
   ), extra as (
     select b.id, b.request_id, b.child_id, b.group_id, b.product_name, b.care_on, b.starts_at,
       b.ends_at, b.status
     from kid
     join planning.booking b on b.tenant_id = kid.tenant_id and b.child_id = kid.id
     where b.care_on between $3 and $4 and b.status in ('requested', 'approved', 'rejected')
   ), policy as (
     select version, document from planning.planning_policy where tenant_id = $1
     order by version desc limit 1
   )
   select
     (select row_to_json(o) from planning.organisation o where tenant_id = $1) as organisation,
     (select row_to_json(policy) from policy) as policy,
     coalesce((select json_agg(kid) from kid), '[]') as children,
     coalesce((select json_agg(pattern order by child_id, starts_on, id) from pattern), '[]')
       as patterns,
     coalesce((select json_agg(extra order by care_on, starts_at, id) from extra), '[]')
       as bookings,
     coalesce((select json_agg(json_build_object('groupId', g.id, 'groupName', g.name,
         'locationId', l.id, 'locationName', l.name) order by l.name, g.name, g.id)
       from (select group_id from pattern union select group_id from extra) as used
       join planning.care_group g on g.tenant_id = $1 and g.id = used.group_id
       join planning.location l on l.tenant_id = g.tenant_id and l.id = g.location_id), '[]')
       as groups,
     coalesce((select json_agg(c order by starts_on, id) from planning.closure c
       where tenant_id = $1 and ends_on >= $3 and starts_on <= $4), '[]') as closures`,
);

/** The same rows in one round trip. */
export async function calendarInOne(pool: pg.Pool, { tenant, guardian, from, until }: CalendarOf) {
  const { rows } = await pool.query<object>({
    ...IN_ONE,
    values: [tenant, guardian, from, until],
  });
  return rows[0];
}
