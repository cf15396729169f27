import type pg from 'pg';

/**
 * How many connections one role may hold, so that a service that runs wild leaves the others theirs: of
 * the 300 that the server takes, a few are kept for superusers.
 */
export const connectionLimits = { app: 200, worker: 60 } as const;

/**
 * What Postgres lets everybody do and no role of a service needs: large objects, which belong to no
 * organisation and no quota; locks by number, which all services of a database share; other databases.
 */
export async function confineRoles(admin: pg.Client): Promise<void> {
  await admin.query(`do $$ declare one regprocedure; begin
    for one in select p.oid::regprocedure from pg_proc p
      where p.pronamespace = 'pg_catalog'::regnamespace
        and (p.proname like 'lo\\_%' or p.proname in ('loread', 'lowrite')
          or p.proname like 'pg\\_advisory\\_%' or p.proname like 'pg\\_try\\_advisory\\_%')
        and has_function_privilege('public', p.oid, 'execute')
    loop execute format('revoke execute on function %s from public', one); end loop;
  end $$`);
  await admin.query(`do $$ declare one name; begin
    for one in select datname from pg_database where datname in ('postgres', 'template1')
      and has_database_privilege('public', oid, 'connect')
    loop execute format('revoke connect on database %I from public', one); end loop;
  end $$`);
}

/**
 * The only lock by number that is left: held until the transaction ends, and of two keys, the first of
 * which is the service (`hashtext(current_schema)`), so that two services never wait for each other by
 * accident.
 */
export async function allowServiceLocks(admin: pg.Client, role: string): Promise<void> {
  await admin.query(`grant execute on function pg_advisory_xact_lock(integer, integer) to ${role}`);
}
