import type { Person } from './accounts.js';

/** Where somebody begins, by what they are. */
export const startOf = ({ role }: Pick<Person, 'role'>) =>
  role === 'parent' ? ('/kind' as const) : ('/aanvragen' as const);
