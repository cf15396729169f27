import type { DynamicModule, Type } from '@nestjs/common';
import type { ConstraintProblems, ServiceSchema } from '@ouderportaal/database/runtime';
import type { HealthCheck } from '@ouderportaal/process';
import type { z } from 'zod';

/** What one service is made of: everything that starts it, migrates it or tests it reads this. */
export interface ServiceDefinition extends ServiceSchema {
  /** First word of its subjects, and name of its schema. */
  name: string;
  /** Its own Nest module; database, bus, clock, log and configuration can be injected in it. */
  module: Type | DynamicModule;
  /** Variables of its environment beside those of every service; injected, all together, as `CONFIG`. */
  config: z.ZodRawShape;
  entities: readonly (new () => object)[];
  /** Which problem it is when one of its constraints says no. */
  constraints: ConstraintProblems;
  /** What it needs besides database and bus, by the name that `/health/ready` shows: its providers. */
  health: Readonly<Record<string, Type<Pick<HealthCheck, 'check'>>>>;
  /** Pages that only a development machine has. */
  developmentControllers: readonly Type[];
}

type Parts = Partial<ServiceDefinition> & Pick<ServiceDefinition, 'name' | 'module'>;

/** Describes a service once; what is left out it does not have. */
export function defineService(parts: Parts): ServiceDefinition {
  return {
    config: {},
    entities: [],
    constraints: {},
    health: {},
    developmentControllers: [],
    ...parts,
  };
}
