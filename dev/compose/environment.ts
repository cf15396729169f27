import { z } from 'zod';

const environment = z.object({
  /** Folder with the files that docker-compose.yml mounts as secrets. */
  OUDERPORTAAL_SECRETS: z.string().min(1).default('.data/compose'),
});

export function readComposeSettings(): { secretsDir: string } {
  const { OUDERPORTAAL_SECRETS } = environment.parse(process.env);
  return { secretsDir: OUDERPORTAAL_SECRETS };
}
