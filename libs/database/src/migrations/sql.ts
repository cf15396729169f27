/** Building blocks of hand-written migrations. Names come from code, never from input. */

/**
 * Locks a table to one organisation per transaction. Superuser, owner and a missing tenant see
 * nothing either (`force`); the policy reads the setting once per statement.
 */
export function lockToTenant(
  schema: string,
  table: string,
  grants = 'select, insert, update',
): string {
  return `
    alter table ${schema}.${table} enable row level security;
    alter table ${schema}.${table} force row level security;
    create policy tenant on ${schema}.${table} to ${schema}_app
      using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
      with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
    grant ${grants} on ${schema}.${table} to ${schema}_app;`;
}

/** Opens a queue table, for every organisation, to the service's worker role. */
export function openToWorker(schema: string, table: string, grants: string): string {
  return `
    create policy worker on ${schema}.${table} to ${schema}_worker using (true) with check (true);
    grant ${grants} on ${schema}.${table} to ${schema}_worker;`;
}
