import { type DynamicModule, Module } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { ActorTokens, Bus } from '@ouderportaal/bus/runtime';
import { allContracts, files, pages } from '@ouderportaal/contracts';
import { Clock } from '@ouderportaal/kernel';
import {
  HEALTH_CHECKS,
  type HealthCheck,
  HealthController,
  type Logger,
  Metrics,
} from '@ouderportaal/process';
import type { GatewayConfig } from './config.js';
import { DocsController } from './docs/docs.controller.js';
import { Public } from './routes/route-of.js';
import { fileControllersOf } from './files/files.js';
import { pageControllersOf } from './pages/pages.js';
import { LiveController } from './live/live.controller.js';
import { liveProviders } from './live/live.providers.js';
import { ManifestController } from './portal/manifest.controller.js';
import { ProblemsController } from './problems/problems.controller.js';
import { BusiestAddress } from './limits/busiest-address.js';
import { RateLimits, type Shares } from './limits/rate-limit.js';
import { controllersOf } from './routes/routes.js';
import { SESSION_CONTRACTS, SessionsController } from './sessions/sessions.controller.js';
import { BULK_BUS, BUS_CONNECTION, CONFIG, LOGGER, OPENAPI_JSON } from './http/tokens.js';
import { openapiDocument } from './openapi.js';
import { filesProviders } from './files/files.providers.js';
import { limitsProviders } from './limits/limits.providers.js';
import { problemsProviders } from './problems/problems.providers.js';
import { routesProviders } from './routes/routes.providers.js';
import { sessionsProviders } from './sessions/sessions.providers.js';

interface GatewayParts {
  config: GatewayConfig;
  clock: Clock;
  connection: NatsConnection;
  logger: Logger;
  metrics: Metrics;
  checks: HealthCheck[];
}

Public()(HealthController);

/** HTTP and nothing else: no rule and no table of its own. */
@Module({})
export class GatewayModule {
  static of({ config, clock, connection, logger, metrics, checks }: GatewayParts): DynamicModule {
    const tokens = new ActorTokens(config.ACTOR_SIGNING_KEY);
    const busOf = (timeoutMs: number) => new Bus(connection, tokens, { timeoutMs });
    return {
      module: GatewayModule,
      controllers: [
        HealthController,
        SessionsController,
        ...controllersOf(allContracts.filter((each) => !SESSION_CONTRACTS.includes(each))),
        ...pageControllersOf(pages),
        ...fileControllersOf(files),
        ProblemsController,
        LiveController,
        ManifestController,
        ...(config.API_DOCS === 'on' ? [DocsController] : []),
      ],
      providers: [
        { provide: Clock, useValue: clock },
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: Metrics, useValue: metrics },
        { provide: BUS_CONNECTION, useValue: connection },
        { provide: Bus, useValue: busOf(config.REQUEST_TIMEOUT_MS) },
        { provide: BULK_BUS, useValue: busOf(config.IMPORT_TIMEOUT_MS) },
        { provide: RateLimits, useValue: new RateLimits(sharesOf(config), clock) },
        { provide: BusiestAddress, useValue: measuredBusiest(metrics, clock) },
        { provide: OPENAPI_JSON, useFactory: () => JSON.stringify(openapiDocument()) },
        { provide: HEALTH_CHECKS, useValue: checks },
        ...filesProviders,
        ...limitsProviders,
        ...liveProviders,
        ...problemsProviders,
        ...routesProviders,
        ...sessionsProviders,
      ],
    };
  }
}

function sharesOf(config: GatewayConfig): { rates: Shares; atOnce: Shares } {
  return {
    rates: { person: config.PERSON_RATE, tenant: config.TENANT_RATE, address: config.ADDRESS_RATE },
    atOnce: {
      person: config.PERSON_AT_ONCE,
      tenant: config.TENANT_AT_ONCE,
      address: config.ADDRESS_AT_ONCE,
    },
  };
}

function measuredBusiest(metrics: Metrics, clock: Clock): BusiestAddress {
  const busiest = new BusiestAddress(clock);
  const share = metrics.gauge({
    name: 'anonymous_busiest_address_ratio',
    help: 'Share of one address in the requests of the last minute that nobody was known for; 0 when fewer than 60 came.',
  });
  metrics.onScrape(async () => share.set(busiest.share()));
  return busiest;
}
