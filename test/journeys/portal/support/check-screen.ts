import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const AXE = readFileSync(
  createRequire(import.meta.filename).resolve('axe-core/axe.min.js'),
  'utf8',
);
const SCREENS = join('.data', 'screens');
const SMALLEST_TARGET = 24;

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/**
 * What holds for every screen in every state: one `h1`, which is the title, too, a language, no sideways
 * scrolling, targets that a finger meets. Gives what does not; keeps a picture.
 */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  mkdirSync(SCREENS, { recursive: true });
  await page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: true });
  const { headings, isTitle, language, sideways, smallTargets } = await factsOf(page);
  const faults = [
    headings === 1 ? [] : [`${headings} h1`],
    isTitle ? [] : ['the title is not the heading'],
    /^(nl|en)$/.test(language) ? [] : [`lang "${language}"`],
    sideways === 0 ? [] : [`${sideways} px sideways`],
    smallTargets.map((target) => `small: ${target}`),
  ];
  return faults.flat().map((fault) => `${name}: ${fault}`);
}

/** What axe finds (WCAG 2.2 AA); injected through the debugger, because the page's policy refuses a script of ours. */
export async function violationsOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  };
  await evaluate(AXE);
  const found = (await evaluate(
    `axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast-enhanced': { enabled: false } } })
       .then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))`,
  )) as Violation[];
  await session.detach();
  return found.map(
    ({ id, nodes: [first] }) => `${id}: ${first?.html ?? ''} ${first?.failureSummary ?? ''}`,
  );
}

interface Facts {
  headings: number;
  isTitle: boolean;
  language: string;
  sideways: number;
  smallTargets: string[];
}

/** Runs in the page. A link in a sentence may be as low as its line (WCAG 2.5.8). */
const FACTS = `(() => {
  const root = document.documentElement;
  const heading = document.querySelector('h1');
  const targets = [...document.querySelectorAll('button, input, select, summary, nav a, .button')];
  const isSmall = (element) => {
    const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
    return width > 1 && (height < ${SMALLEST_TARGET} || width < ${SMALLEST_TARGET});
  };
  return {
    headings: document.querySelectorAll('h1').length,
    isTitle: document.title.startsWith(heading?.textContent ?? '-'),
    language: root.lang,
    sideways: root.scrollWidth - root.clientWidth,
    smallTargets: targets
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && isSmall(element))
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  };
})()`;

const factsOf = (page: Page) => page.evaluate<Facts>(FACTS);
