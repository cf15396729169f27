import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { CHROMIUM_VARIABLE } from './jest/variables.js';

/** `describe` where a Chromium was found; elsewhere the tests are skipped, and the run's first lines say why. */
export const describeInBrowser: typeof describe | typeof describe.skip = process.env[
  CHROMIUM_VARIABLE
]
  ? describe
  : describe.skip;

interface BrowserUnderTest {
  /** Runs on a page of its own, which is closed afterwards. */
  onPage<T>(options: BrowserContextOptions, work: (page: Page) => Promise<T>): Promise<T>;
}

/** One Chromium for the tests of a `describeInBrowser`. */
export function browserUnderTest(): BrowserUnderTest {
  let browser: Browser | undefined;

  beforeAll(async () => {
    // Loaded here only: every other suite does without it.
    const { chromium } = await import('playwright-core');
    const executablePath = process.env[CHROMIUM_VARIABLE] ?? '';
    browser = await chromium.launch({ executablePath });
  }, 60_000);

  afterAll(() => browser?.close());

  return {
    onPage: async (options, work) => {
      if (!browser) throw new Error('There is no browser');
      const context = await browser.newContext(options);
      try {
        return await work(await context.newPage());
      } finally {
        await context.close();
      }
    },
  };
}

/** How a page does not fit its window. */
export interface Misfit {
  /** As wide as the window where nothing has to be scrolled sideways. */
  scrollWidth: number;
  /** Elements that reach out of the window, or hold more than they show. */
  outside: string[];
}

/** Looks at every element of a page, and at every line of its text. */
export async function misfitOf(page: Page): Promise<Misfit> {
  return page.evaluate<Misfit>(FIND_MISFITS);
}

/** Runs in the page, which is the only place that knows `document`. */
const FIND_MISFITS = `(() => {
  const width = window.innerWidth;
  const isOut = ({ left, right }) => left < -0.5 || right > width + 0.5;
  const outside = [...document.querySelectorAll('body *')].filter((element) => {
    const content = document.createRange();
    content.selectNodeContents(element);
    const holdsMore = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    return holdsMore || [element.getBoundingClientRect(), ...content.getClientRects()].some(isOut);
  });
  return {
    scrollWidth: document.documentElement.scrollWidth,
    outside: outside.map((element) => element.outerHTML.slice(0, 120)),
  };
})()`;
