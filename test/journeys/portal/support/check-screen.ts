import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { bindPictures } from '../../../../dev/journey/album.js';
import { settled } from './cast.js';

const AXE = readFileSync(
  createRequire(import.meta.filename).resolve('axe-core/axe.min.js'),
  'utf8',
);
const SCREENS = join('.data', 'screens');
/** A finger's width (portal.md, M16); where a mouse works in dense lists a little less. */
const SMALLEST_TARGET = { coarse: 44, fine: 32 };

/** A page of all pictures that are kept, to look through. */
export async function bindScreens(): Promise<void> {
  const pictures = readdirSync(SCREENS).filter((file) => file.endsWith('.png'));
  await bindPictures(
    SCREENS,
    'Screens',
    pictures.sort().map((file) => ({ file, title: file.replace('.png', '') })),
  );
}

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/**
 * What holds for every screen in every state: one `h1`, which is the title, too, a language, its help, no
 * sideways scrolling, nothing cut off, targets that a finger meets. Gives what does not; keeps a picture.
 */
export async function faultsOf(page: Page, name: string, hasHelp = true): Promise<string[]> {
  await settled(page);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  mkdirSync(SCREENS, { recursive: true });
  await page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: true });
  const { headings, isTitle, language, helps, ...fit } = await factsOf(page);
  const faults = [
    headings === 1 ? [] : [`${headings} h1`],
    isTitle ? [] : ['the title is not the heading'],
    /^(nl|en)$/.test(language) ? [] : [`lang "${language}"`],
    helps > 0 === hasHelp ? [] : [`${helps} ways to help`],
    misfitsIn(fit),
  ];
  return faults.flat().map((fault) => `${name}: ${fault}`);
}

function misfitsIn({ sideways, cut, smallTargets }: Fit): string[] {
  return [
    ...(sideways === 0 ? [] : [`${sideways} px sideways`]),
    ...cut.map((text) => `cut off: ${text}`),
    ...smallTargets.map((target) => `small: ${target}`),
  ];
}

/**
 * What no longer fits where text is twice as large, and where every text is 40 % longer, as it may be in
 * another language. The page is left as it was.
 */
export async function misfitsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [how, change, undo] of STRETCHES) {
    await page.evaluate(change);
    await page.screenshot({ path: join(SCREENS, `${name}-${how}.png`), fullPage: true });
    faults.push(...misfitsIn(await factsOf(page)).map((fault) => `${name}, ${how}: ${fault}`));
    await page.evaluate(undo);
  }
  return faults;
}

const STRETCHES = [
  [
    'text-200',
    `void (document.documentElement.style.fontSize = '200%')`,
    `void (document.documentElement.style.fontSize = '')`,
  ],
  [
    'words-140',
    `(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      globalThis.stretched = [];
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const text = node.nodeValue;
        if (text.trim().length < 2) continue;
        globalThis.stretched.push([node, text]);
        node.nodeValue = text + text.trim().slice(0, Math.ceil(text.trim().length * 0.4)).toLowerCase();
      }
    })()`,
    `globalThis.stretched.forEach(([node, text]) => { node.nodeValue = text; })`,
  ],
] as const;

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

interface Fit {
  sideways: number;
  /** What holds more than it shows. */
  cut: string[];
  smallTargets: string[];
}

interface Facts extends Fit {
  headings: number;
  isTitle: boolean;
  language: string;
  helps: number;
}

/** Runs in the page. A link in a sentence may be as low as its line (WCAG 2.5.8). */
const FACTS = `(() => {
  const root = document.documentElement;
  const heading = document.querySelector('h1');
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  const boxOf = (element) => element.getBoundingClientRect();
  // Where a box has words, the whole of both can be pressed.
  const sizeOf = (element) => {
    const boxes = [element, ...(element.labels ?? [])].map(boxOf);
    const least = (side) => Math.min(...boxes.map((box) => box[side]));
    const most = (side) => Math.max(...boxes.map((box) => box[side]));
    return { width: most('right') - least('left'), height: most('bottom') - least('top') };
  };
  const isDense = root.dataset.density === 'dense' && matchMedia('(pointer: fine)').matches;
  const smallest = isDense ? ${SMALLEST_TARGET.fine} : ${SMALLEST_TARGET.coarse};
  const targets = [...document.querySelectorAll('button, input, select, summary, nav a, .button')];
  const isSmall = (element) => {
    const { width, height } = sizeOf(element);
    // Half a pixel is how a browser rounds.
    return width > 1 && (height < smallest - 0.5 || width < smallest - 0.5);
  };
  const isCut = (element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
    return (
      element.clientWidth > 1 && !element.closest('.hidden-visually') &&
      ((hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + 1))
    );
  };
  const shown = (element) => element.outerHTML.slice(0, 120);
  return {
    headings: document.querySelectorAll('h1').length,
    isTitle: document.title.startsWith(heading?.textContent ?? '-'),
    language: root.lang,
    helps: [...document.querySelectorAll('button, a')].filter((element) => /^(Hulp|Help)$/.test(element.ariaLabel ?? element.textContent.trim())).length,
    sideways: root.scrollWidth - root.clientWidth,
    cut: [...document.querySelectorAll('body *')].filter((element) => isSeen(element) && isCut(element)).map(shown),
    smallTargets: targets.filter((element) => isSeen(element) && isSmall(element)).map(shown),
  };
})()`;

const factsOf = (page: Page) => page.evaluate<Facts>(FACTS);
