/** `<SERVICE>_DATABASE_WORKER_URL`, where the portal is not the one that `npm start` runs here. */
export function workerUrlFromEnvironment(service: string): string | undefined {
  const url = process.env[`${service.toUpperCase()}_DATABASE_WORKER_URL`];
  return url === '' ? undefined : url;
}
