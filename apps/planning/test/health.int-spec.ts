import { describe, expect, it } from '@jest/globals';
import { serviceUnderTest } from '@ouderportaal/testing';
import { PlanningModule } from '../src/planning.module.js';
import { schema } from '../src/database/schema.js';
import { definition } from '../src/definition.js';

describe('planning', () => {
  const { running } = serviceUnderTest({ definition, schema, module: PlanningModule });

  it('reports that it is alive and ready', async () => {
    const live = await fetch(`${running().url}/health/live`);
    const ready = await fetch(`${running().url}/health/ready`);

    expect(await live.json()).toEqual({ status: 'ok' });
    expect(await ready.json()).toEqual({
      status: 'ok',
      checks: { database: 'ok', bus: 'ok' },
    });
  });
});
