import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Pictures of a journey, in order, with a page that shows them all. */
export class Album {
  private readonly pictures: { file: string; title: string }[] = [];

  constructor(readonly folder: string) {}

  async keep(page: Page, title: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const number = String(this.pictures.length + 1).padStart(2, '0');
    const file = `${number}-${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.png`;
    await page.screenshot({ path: join(this.folder, file), fullPage: true });
    this.pictures.push({ file, title });
  }

  /** @returns the path of the page */
  async bind(): Promise<string> {
    const figures = this.pictures.map(
      ({ file, title }) =>
        `<figure><img src="${file}" alt=""><figcaption>${title}</figcaption></figure>`,
    );
    const page = join(this.folder, 'index.html');
    await writeFile(
      page,
      `<!doctype html><meta charset="utf-8"><title>Journey</title>${STYLE}${figures.join('\n')}\n`,
    );
    return page;
  }
}

const STYLE =
  '<style>body{display:flex;flex-wrap:wrap;gap:1rem;font:1rem sans-serif}img{max-width:24rem;border:1px solid #999}figure{margin:0}</style>';
