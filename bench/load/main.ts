import { quantile } from '../support/statistics.js';
import { Connection } from './connection.js';
import type { LoadJob, LoadResult } from './job.js';

/** Runs one job after the other, as many requests at once as it has connections (a closed loop). */
process.on('message', (job: LoadJob) => {
  run(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

async function run(job: LoadJob): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: job.connections }, () => Connection.open(job.host, job.port)),
  );
  const latencies: number[] = [];
  let next = 0;
  let wrong = 0;
  let wrongStatus: number | null = null;
  const startedAt = performance.now();
  const endsAt = startedAt + job.seconds * 1000;
  const work = async (connection: Connection) => {
    while (performance.now() < endsAt && !(job.isOnce && next >= job.requests.length)) {
      const request = job.requests[next++ % job.requests.length] ?? '';
      const sentAt = performance.now();
      const status = await connection.send(request);
      latencies.push(performance.now() - sentAt);
      if (status === job.status) continue;
      wrong += 1;
      wrongStatus ??= status;
    }
  };
  await Promise.all(connections.map(work));
  const seconds = (performance.now() - startedAt) / 1000;
  for (const connection of connections) connection.close();
  return {
    answered: latencies.length - wrong,
    wrong,
    wrongStatus,
    seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}
