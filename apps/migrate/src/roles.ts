import { SERVICE_NAMES } from '@ouderportaal/contracts';

/** Database of a portal: the service's own schema is all that its roles can reach. */
export const DATABASE = 'ouderportaal';

/** The login roles that are not a superuser's: who owns the tables, and each service's two. */
export const DATABASE_ROLES: readonly string[] = [
  'ouderportaal_owner',
  ...SERVICE_NAMES.flatMap((service) => [`${service}_app`, `${service}_worker`]),
];
