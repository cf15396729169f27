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
  bind(): Promise<string> {
    return bindPictures(this.folder, 'Journey', this.pictures);
  }
}

/**
 * A page that shows pictures of its folder.
 * @returns its path
 */
export async function bindPictures(
  folder: string,
  title: string,
  pictures: readonly { file: string; title: string }[],
): Promise<string> {
  const figures = pictures.map(
    (picture) =>
      `<figure><a href="${picture.file}"><img src="${picture.file}" alt="" loading="lazy"></a><figcaption>${picture.title}</figcaption></figure>`,
  );
  const page = join(folder, 'index.html');
  await writeFile(
    page,
    `<!doctype html><meta charset="utf-8"><title>${title}</title>${STYLE}${figures.join('\n')}\n`,
  );
  return page;
}

const STYLE =
  '<style>body{display:flex;flex-wrap:wrap;gap:1rem;font:1rem sans-serif}img{max-width:24rem;max-height:40rem;border:1px solid #999}figure{margin:0}</style>';
