import { describe, expect, it } from '@jest/globals';
import { serviceUnderTest } from '@ouderportaal/testing';
import { billing } from '../src/service.js';

describe('billing', () => {
  const { running } = serviceUnderTest(billing);

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
