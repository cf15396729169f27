import type { Invariant } from './invariant.js';

/** A copy that must equal its original once every event has been passed. */
function copy(of: string, at: string, columns: readonly string[]): Invariant {
  const [service = '', table = ''] = at.split('.');
  const list = ['tenant_id', ...columns].join(', ');
  return {
    name: `${service}.${table.replaceAll('_', '-')}-as-identity-says`,
    says: 'A copy says what the original says.',
    atRest: true,
    sql: `(select 'only in the original' as is, ${list} from ${of}
        except select 'only in the original', ${list} from ${at})
      union all
      (select 'only in the copy', ${list} from ${at}
        except select 'only in the copy', ${list} from ${of})`,
  };
}

/** Sessions, and the copies that others keep of identity's people. */
export const identityInvariants: readonly Invariant[] = [
  {
    name: 'identity.no-session-without-account',
    says: 'Whoever is signed in has an account and may sign in.',
    sql: `select s.tenant_id, s.id from identity.session s
      left join identity.account a on a.tenant_id = s.tenant_id and a.id = s.account_id
      left join identity.employee e on e.tenant_id = a.tenant_id and e.id = a.employee_id
      where s.ended_at is null and s.expires_at > now()
        and (a.id is null or a.username is null or e.is_active is false)`,
  },
  {
    name: 'identity.one-session-per-token',
    says: 'A token opens one session.',
    sql: `select token_hash, count(*) from identity.session group by token_hash having count(*) > 1`,
  },
  copy('identity.child', 'planning.child', ['id', 'number', 'first_name', 'last_name']),
  copy('identity.guardianship', 'planning.guardianship', ['child_id', 'guardian_id', 'access']),
  copy('identity.location', 'planning.location', ['id', 'code', 'name']),
  copy('identity.care_group', 'planning.care_group', ['id', 'location_id', 'code', 'name']),
  copy('identity.employee', 'planning.employee', ['id', 'role', 'is_active']),
  copy('identity.employee_group', 'planning.employee_group', ['employee_id', 'group_id']),
  copy('identity.guardian', 'messaging.recipient', ['id', 'first_name', 'language']),
];
