/**
 * A join that looks rows up by a key, for each row that stands before it; `$1` is the tenant, and the
 * condition is all that one index holds behind it.
 *
 * `from unnest($2::text[]) as wanted (number) cross join ${lookUp('family', 'number = wanted.number')} f`
 *
 * Neither of two mistakes of the planner gets through. It cannot turn the join round (`offset 0`), which
 * it would where it believes that an organisation has next to no rows, and then read all of them for each
 * row. And it cannot believe that (`coalesce`): of an organisation that came after the last `analyze` it
 * knows nothing, takes it for one row, and finds any index that begins with the tenant as good as the one
 * that has the key. Of a value that it does not see, the one the policy compares with, it assumes an
 * average organisation.
 */
export function lookUp(table: string, condition: string): string {
  return `lateral (
    select *, ctid from ${table} where coalesce(tenant_id = $1, false) and ${condition} offset 0)`;
}

/**
 * The condition of a `delete` for rows that were looked up, by the `ctid` of each; `$1` is the tenant.
 *
 * `delete from placement_day where ${foundAt('select d.ctid from …')}`
 */
export function foundAt(select: string): string {
  return `coalesce(tenant_id = $1, false) and ctid = any(array(${select}))`;
}
