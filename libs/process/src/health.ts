import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from './logger.js';

/** Something a process cannot work without. `check` rejects while it is not there. */
export interface HealthCheck {
  name: string;
  check(): Promise<void>;
}

export const HEALTH_CHECKS = Symbol('HEALTH_CHECKS');
const PATIENCE_MS = 2_000;

/** What a platform asks: is the process alive, and should it get work now. */
@Controller('health')
export class HealthController {
  constructor(@Inject(HEALTH_CHECKS) private readonly checks: HealthCheck[]) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @HttpCode(200)
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const found = await readiness(this.checks);
    if (found.status !== 'ok') void reply.status(503);
    return found;
  }
}

/**
 * The same check, but its outcome holds for a while: whoever may ask for the health of a process cannot
 * make it do more than one check per `milliseconds`.
 */
export function atMostEvery(
  milliseconds: number,
  check: HealthCheck['check'],
): HealthCheck['check'] {
  let at = -Infinity;
  let outcome: Promise<void> = Promise.resolve();
  return () => {
    if (performance.now() - at >= milliseconds) {
      at = performance.now();
      outcome = check();
    }
    return outcome;
  };
}

/** The same check, which says in the log when what it looks at goes away, why, and when it is back. */
export function loggedChanges(checked: HealthCheck, logger: Logger): HealthCheck {
  const { name } = checked;
  let isThere = true;
  return {
    name,
    check: async () => {
      try {
        await checked.check();
      } catch (error) {
        if (isThere) logger.warn({ dependency: name, error }, 'cannot be used');
        isThere = false;
        throw error;
      }
      if (!isThere) logger.info({ dependency: name }, 'can be used again');
      isThere = true;
    },
  };
}

/** What `/health/ready` answers. */
export async function readiness(checks: readonly HealthCheck[]) {
  const results = await Promise.all(checks.map(outcomeOf));
  const isReady = results.every(([, outcome]) => outcome === 'ok');
  return { status: isReady ? 'ok' : 'not-ready', checks: Object.fromEntries(results) };
}

/** A check's name and how it went; a late answer is none. */
export async function outcomeOf(check: HealthCheck): Promise<[string, string]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), PATIENCE_MS);
  });
  try {
    await Promise.race([check.check(), late]);
    return [check.name, 'ok'];
  } catch {
    return [check.name, 'unavailable'];
  } finally {
    clearTimeout(timer);
  }
}
