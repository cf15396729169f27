import { beforeAll } from '@jest/globals';
import type { Page } from 'playwright-core';
import { castOf, ORGANISATION, type PortalCast } from '../../../../dev/journey/portal-job.js';
import type { Visitor } from '../../../../dev/journey/visitors.js';
import { runningPortal } from '../../support/portal.js';

/** The people of a suite, found before its first test; `prepare` does what all of its tests need. */
export function casting(prepare?: (cast: PortalCast) => Promise<unknown>): { cast: PortalCast } {
  const stage = {} as { cast: PortalCast };
  beforeAll(async () => {
    stage.cast = await castOf(runningPortal().url);
    await prepare?.(stage.cast);
  }, 60_000);
  return stage;
}

/** What can be asked for one of the two children (0 or 1) on the day of the cast. */
export function bookingFor({ day }: PortalCast, nth = 0) {
  const { childId, groupId, option } = day.wishes[nth]!;
  return { childId, groupId, productId: option.productId, on: day.on };
}

/** Signs somebody of the cast in, and waits for their first screen. */
export async function enters<V extends Visitor>(
  visitor: V,
  { cast, who }: { cast: PortalCast; who: 'parent' | 'staff' },
): Promise<V> {
  await visitor.comesTo(ORGANISATION);
  await visitor.signsIn(cast[who].username, cast.password);
  await visitor.page.waitForURL(/\/(kind|aanvragen)$/);
  return visitor;
}

/** The screen has its heading, and nothing on it is being waited for. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}
