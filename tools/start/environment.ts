import { resolve } from 'node:path';
import { z } from 'zod';

const environment = z.object({
  /** Where everything that must outlive a stop is kept. */
  OUDERPORTAAL_DATA: z.string().min(1).default('.data'),
  /** Preferred port of the API; a free one is taken when it is in use. */
  OUDERPORTAAL_PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
});

export interface StartSettings {
  dataDir: string;
  port: number;
}

/** How `npm start`, `npm run reset` and `npm run journey` are told where and on which port. */
export function readStartOptions(): StartSettings {
  const { OUDERPORTAAL_DATA, OUDERPORTAAL_PORT } = environment.parse(process.env);
  return { dataDir: resolve(OUDERPORTAAL_DATA), port: OUDERPORTAAL_PORT };
}
