/** The services that answer on the bus and own a schema of that name; the list stands here and nowhere else. */
export const SERVICE_NAMES = ['identity', 'planning', 'media', 'messaging', 'billing'] as const;
/** Every long-running process of the portal. */
export const PROCESS_NAMES = ['gateway', ...SERVICE_NAMES] as const;
export type ProcessName = (typeof PROCESS_NAMES)[number];
