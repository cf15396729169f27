import { z } from 'zod';

/** What identity needs besides. */
export const identityConfig = {
  /** Secret with which accounts and addresses are hashed where attempts to sign in are counted. */
  LOGIN_THROTTLE_KEY: z.string().min(32),
};

export type IdentityConfig = z.infer<z.ZodObject<typeof identityConfig>>;
