/** The portal that all journeys run against. */
export interface RunningPortal {
  url: string;
  operatorToken: string;
  mailPageUrl: string;
  adminUrl: string;
  logDir: string;
  /** Path of the browser; undefined where none is to be had. */
  chromium?: string;
  processes: { name: string; url: string }[];
}

export function runningPortal(): RunningPortal {
  const found = process.env['OUDERPORTAAL_E2E'];
  if (!found) throw new Error('Run the journeys with npm run test:e2e');
  return JSON.parse(found) as RunningPortal;
}
