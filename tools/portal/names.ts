export const SERVICE_NAMES = ['identity', 'planning', 'media', 'messaging', 'billing'] as const;
export const PROCESS_NAMES = ['gateway', ...SERVICE_NAMES] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];
export type ProcessName = (typeof PROCESS_NAMES)[number];

/** Database of a portal: the service's own schema is all that its roles can reach. */
export const DATABASE = 'ouderportaal';

/** The login roles that are not a superuser's: who owns the tables, and each service's two. */
export const DATABASE_ROLES: readonly string[] = [
  'ouderportaal_owner',
  ...SERVICE_NAMES.flatMap((service) => [`${service}_app`, `${service}_worker`]),
];
