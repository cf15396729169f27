import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { CallReport } from '@ouderportaal/bus/runtime';
import { CrossTenantPool } from '@ouderportaal/database';
import { queueState, type PoolUse } from '@ouderportaal/database/runtime';
import {
  HEALTH_CHECKS,
  type HealthCheck,
  measureHealth,
  Metrics,
  type ServiceConfig,
} from '@ouderportaal/process';
import type { DataSource } from 'typeorm';
import { EventRuntime } from './event-runtime.js';
import { CONFIG } from './tokens.js';

/** What a service measures: its operations as they are answered, its queues and pools when asked. */
@Injectable()
export class ServiceMetrics {
  private readonly calls;
  private readonly durations;

  constructor(
    private readonly metrics: Metrics,
    private readonly queues: CrossTenantPool,
    private readonly traffic: EventRuntime,
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(HEALTH_CHECKS) checks: HealthCheck[],
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {
    this.calls = metrics.counter({
      name: 'requests_total',
      help: 'Requests on the bus by operation and outcome: ok, or the code of the problem.',
      labels: ['contract', 'outcome'],
    });
    this.durations = metrics.seconds({
      name: 'request_duration_seconds',
      help: 'Time from taking a request from the bus to its answer.',
      labels: ['contract'],
    });
    // First: what the other readings ask of the pools is not to be seen in them.
    this.measurePools();
    this.measureLag();
    this.measureQueues();
    measureHealth(metrics, checks);
  }

  count({ subject, outcome, durationMs }: CallReport): void {
    this.calls.inc({ contract: subject, outcome });
    this.durations.observe({ contract: subject }, durationMs / 1000);
  }

  private measureQueues(): void {
    const waiting = this.metrics.gauge({
      name: 'outbox_events',
      help: 'Committed events not passed on yet, counted up to 10000 of each kind.',
      labels: ['state'],
    });
    const age = this.metrics.gauge({
      name: 'outbox_oldest_seconds',
      help: 'Age of the oldest event that was not passed on yet; 0 when there is none.',
    });
    const behind = this.metrics.gauge({
      name: 'outbox_consumer_lag_events',
      help: 'Events that a consumer of this service has not applied, by what it said last.',
      labels: ['consumer'],
    });
    const letters = this.metrics.gauge({
      name: 'dead_letters',
      help: 'Events that failed: retrying ones are tried again, dead ones wait for a person.',
      labels: ['state'],
    });
    this.metrics.onScrape(async () => {
      for (const each of [waiting, behind, letters]) each.reset();
      age.set(NaN);
      const state = await queueState(this.queues);
      waiting.set({ state: 'unpositioned' }, state.unpositioned);
      waiting.set({ state: 'unpublished' }, state.unpublished);
      age.set(Math.max(0, state.oldestSeconds));
      letters.set({ state: 'retrying' }, state.retrying);
      letters.set({ state: 'dead' }, state.dead);
      for (const { consumer, position } of state.consumers) {
        behind.set({ consumer }, Math.max(0, state.last - position));
      }
    });
  }

  private measureLag(): void {
    const lag = this.metrics.gauge({
      name: 'inbox_lag_events',
      help: 'Last position of a producer, as heard every few seconds, less the own watermark.',
      labels: ['producer'],
    });
    const beyond = this.metrics.gauge({
      name: 'inbox_ahead_events',
      help: 'How far the own watermark is beyond the last event that the producer knows of: never, unless events were forged or the producer was restored.',
      labels: ['producer'],
    });
    this.metrics.onScrape(async () => {
      lag.reset();
      beyond.reset();
      for (const { producer, events, ahead } of this.traffic.lags()) {
        lag.set({ producer }, events);
        beyond.set({ producer }, ahead);
      }
    });
  }

  private measurePools(): void {
    const connections = this.metrics.gauge({
      name: 'database_connections',
      help: 'Open connections of a pool: in use or idle.',
      labels: ['pool', 'state'],
    });
    const waiting = this.metrics.gauge({
      name: 'database_pool_waiting',
      help: 'Transactions that wait for a connection of the pool.',
      labels: ['pool'],
    });
    const size = this.metrics.gauge({
      name: 'database_pool_size',
      help: 'Connections that a pool may open.',
      labels: ['pool'],
    });
    this.metrics.onScrape(async () => {
      const { master } = this.dataSource.driver as unknown as { master: PoolUse };
      const requests = { ...useOf(master), size: this.config.DATABASE_POOL };
      for (const [pool, use] of Object.entries({ requests, queues: this.queues.use() })) {
        connections.set({ pool, state: 'in-use' }, use.totalCount - use.idleCount);
        connections.set({ pool, state: 'idle' }, use.idleCount);
        waiting.set({ pool }, use.waitingCount);
        size.set({ pool }, use.size);
      }
    });
  }
}

function useOf({ totalCount, idleCount, waitingCount }: PoolUse): PoolUse {
  return { totalCount, idleCount, waitingCount };
}
