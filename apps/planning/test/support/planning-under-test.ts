import { serviceUnderTest, type ServiceUnderTest } from '@ouderportaal/testing';
import { schema } from '../../src/database/schema.js';
import { definition } from '../../src/definition.js';
import { PlanningModule } from '../../src/planning.module.js';

/** Planning on a database and broker of its own; the test says what identity would say. */
export function planningUnderTest(): ServiceUnderTest {
  return serviceUnderTest({ definition, schema, module: PlanningModule, hears: ['identity'] });
}
