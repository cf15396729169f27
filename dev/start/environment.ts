import { resolve } from 'node:path';
import { z } from 'zod';

const environment = z.object({
  /** Where everything that must outlive a stop is kept. */
  OUDERPORTAAL_DATA: z.string().min(1).default('.data'),
  /** Preferred port of the API; a free one is taken when it is in use. */
  OUDERPORTAAL_PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** OTLP/HTTP receiver for the spans of all processes; none are made without it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
});

interface StartSettings {
  dataDir: string;
  port: number;
  tracesTo: string | undefined;
}

/** How `npm start`, `npm run reset` and `npm run journey` are told where and on which port. */
export function readStartOptions(): StartSettings {
  const read = environment.parse(process.env);
  return {
    dataDir: resolve(read.OUDERPORTAAL_DATA),
    port: read.OUDERPORTAAL_PORT,
    tracesTo: read.OTEL_EXPORTER_OTLP_ENDPOINT,
  };
}
