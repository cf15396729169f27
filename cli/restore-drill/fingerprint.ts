import pg from 'pg';

/** Changes by itself while a portal runs and nothing happens. */
const RESTLESS = ['outbox_consumer'];

/** Rows and a checksum of their content, of every table of every service. */
export async function fingerprint(databaseUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name
       from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
         and table_name <> all($1)
       order by name`,
      [RESTLESS],
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ print: string }>(
        `select count(*) || ' rows, ' ||
           coalesce(md5(string_agg(md5(each::text), '' order by md5(each::text))), '-') as print
         from ${name} as each`,
      );
      found[name] = rows[0]?.print ?? '';
    }
    return found;
  } finally {
    await client.end();
  }
}
