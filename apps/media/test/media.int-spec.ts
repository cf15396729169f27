import { describe, expect, it } from '@jest/globals';
import { serviceUnderTest } from '@ouderportaal/testing';
import { media } from '../src/service.js';

describe('media', () => {
  const { running } = serviceUnderTest(media, {
    environment: () => ({
      OBJECT_STORE_URL: 'http://127.0.0.1:1',
      OBJECT_STORE_ACCESS_KEY: 'nobody',
      OBJECT_STORE_SECRET_KEY: 'nothing',
    }),
  });

  it('starts without its object store, and is not ready until that is there', async () => {
    const live = await fetch(`${running().url}/health/live`);
    const ready = await fetch(`${running().url}/health/ready`);

    expect(live.status).toBe(200);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      status: 'not-ready',
      checks: { database: 'ok', bus: 'ok', bucket: 'unavailable' },
    });
  });
});
