import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** From a cached read to the deadline of an import. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
const PREFIX = 'ouderportaal_';

interface Named<L extends string> {
  /** Without the prefix. */
  name: string;
  help: string;
  labels?: readonly L[];
}

/**
 * What a process measures of itself, in Prometheus' format. Labels are names from the code (operations,
 * routes, problem codes), so their number is bounded and no person or organisation is among them.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly readings: (() => Promise<void>)[] = [];
  private readonly failures: Counter;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    // Event loop delay, memory, garbage collection, open handles.
    collectDefaultMetrics({ register: this.registry });
    this.failures = this.counter({
      name: 'scrape_failures_total',
      help: 'Readings that failed while being asked for; their values are then absent.',
    });
  }

  counter<L extends string>(named: Named<L>): Counter<L> {
    return new Counter(this.configOf(named));
  }

  gauge<L extends string>(named: Named<L>): Gauge<L> {
    return new Gauge(this.configOf(named));
  }

  seconds<L extends string>(named: Named<L>): Histogram<L> {
    return new Histogram({ ...this.configOf(named), buckets: SECONDS });
  }

  /** Something that is read when somebody asks, rather than counted when it happens. */
  onScrape(read: () => Promise<void>): void {
    this.readings.push(read);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    const results = await Promise.allSettled(this.readings.map((read) => read()));
    this.failures.inc(results.filter(({ status }) => status === 'rejected').length);
    return this.registry.metrics();
  }

  private configOf<L extends string>({ name, help, labels }: Named<L>) {
    return {
      name: `${PREFIX}${name}`,
      help,
      labelNames: labels ?? [],
      registers: [this.registry],
    };
  }
}

/** Beside the health endpoints and like them not part of the API. */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Get()
  async read(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.text();
    await reply.header('content-type', this.metrics.contentType).send(text);
  }
}
