import type { Page } from 'playwright-core';

const MOST_STEPS = 80;

interface Focused {
  name: string;
  /** What is wrong with how it shows that it has the focus. */
  fault: string | null;
}

/** Somebody without a mouse or a finger: gets around by keys, and sees where they are. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  press(...keys: string[]): Promise<void> {
    return keys.reduce(
      (before, key) => before.then(() => this.page.keyboard.press(key)),
      Promise.resolve(),
    );
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /**
   * Goes forward until what has the focus is called so.
   * @throws Error when it never comes, or when the focus cannot be seen on the way
   */
  async to(name: RegExp): Promise<void> {
    const passed: string[] = [];
    for (let step = 0; step < MOST_STEPS; step += 1) {
      await this.page.keyboard.press('Tab');
      const { name: here, fault } = await this.page.evaluate<Focused>(FOCUSED);
      if (fault !== null) throw new Error(`The focus on “${here}” ${fault}`);
      if (name.test(here)) return;
      passed.push(here);
    }
    throw new Error(`No ${String(name)} after ${passed.join(' | ')}`);
  }
}

/** Runs in the page. The label of a field is its name; a box that only looks like its label shows it there. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  // A page takes the focus as a whole when it comes, and shows nothing for it.
  if (!element || element.matches('body, main')) return { name: '', fault: null };
  const label = element.labels?.[0];
  const name = (element.ariaLabel ?? label?.innerText ?? element.innerText ?? '').trim().replaceAll(/\\s+/g, ' ');
  const shown = [element, element.nextElementSibling, label].filter(Boolean);
  const isMarked = shown.some((each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
  const { left, top, width, height } = element.getBoundingClientRect();
  const at = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
  const isCovered = at !== null && width > 1 && !element.contains(at) && !at.contains(element) && at.closest('label') !== label;
  const isOut = width > 1 && (top + height <= 0 || top >= innerHeight);
  return {
    name,
    fault: !isMarked ? 'is not marked' : isCovered ? 'is covered by ' + at.outerHTML.slice(0, 80) : isOut ? 'is not on the screen' : null,
  };
})()`;
