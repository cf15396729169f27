import { type HealthCheck, outcomeOf } from './health.js';
import type { Metrics } from './metrics.js';

/** The checks of `/health/ready` as numbers, asked at each scrape. */
export function measureHealth(metrics: Metrics, checks: readonly HealthCheck[]): void {
  const up = metrics.gauge({
    name: 'dependency_up',
    help: 'Whether something that the process cannot work without answers: 1 or 0.',
    labels: ['dependency'],
  });
  metrics.onScrape(async () => {
    for (const [dependency, outcome] of await Promise.all(checks.map(outcomeOf))) {
      up.set({ dependency }, outcome === 'ok' ? 1 : 0);
    }
  });
}
