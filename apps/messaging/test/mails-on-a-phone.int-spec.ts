import { expect, it } from '@jest/globals';
import { Language } from '@ouderportaal/contracts';
import { browserUnderTest, describeInBrowser, type Misfit, misfitOf } from '@ouderportaal/testing';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { kinds } from '../src/kinds/registry.js';
import type { MailKind } from '../src/mails/mail-kind.js';
import { MailRenderer } from '../src/mails/mail-renderer.js';
import type { Reader, Sender } from '../src/mails/people.js';
import { sampleReader, sampleSender } from '../src/mails/samples.js';

/** Where to leave a picture of every mail, for who wants to look at them. */
const pictures = process.env['MAIL_PICTURES'];

const renderer = new MailRenderer(kinds);

interface Sample {
  facts: unknown;
  reader: Partial<Reader>;
  sender: Partial<Sender>;
}

const LONGEST_DAY = '2026-09-30';

const samples: Record<string, (kind: MailKind) => Sample> = {
  usual: ({ sample }) => ({ facts: sample, reader: {}, sender: {} }),
  'with a logo': ({ sample }) => ({
    facts: sample,
    reader: {},
    sender: { logoUrl: 'https://logo.example/square' },
  }),
  'with a wide logo': ({ sample }) => ({
    facts: sample,
    reader: {},
    sender: { logoUrl: 'https://logo.example/wide' },
  }),
  'with a logo that is not loaded, and long names': ({ sample }) => ({
    facts: sample,
    reader: {},
    sender: {
      name: 'Kinderdagverblijfsorganisatie'.padEnd(80, 'W'),
      logoUrl: 'https://logo.example/gone',
    },
  }),
  // A name of one word, as long as an organisation's may be; every day "woensdag 30 september 2026".
  'with long names': ({ sample }) => ({
    facts: JSON.parse(JSON.stringify(sample).replace(/\d{4}-\d{2}-\d{2}(?=")/g, LONGEST_DAY)),
    reader: { firstName: `Wilhelmina${'w'.repeat(70)}` },
    sender: {
      name: 'Kinderdagverblijfsorganisatie'.padEnd(80, 'W'),
      portalUrl: `https://${'kinderdagverblijfsorganisatie.'.repeat(5)}example/${'w'.repeat(40)}`,
    },
  }),
};

const every = kinds.all.flatMap((kind) =>
  Language.options.flatMap((language) =>
    Object.entries(samples).map(([name, sampleOf]) => {
      const { facts, reader, sender } = sampleOf(kind);
      const mail = renderer.render(
        kind,
        facts,
        { ...sampleReader, ...reader, language },
        { ...sampleSender, ...sender },
      );
      return { title: `${kind.name}, ${language}, ${name}`, html: mail.html };
    }),
  ),
);

const SIZE_OF_LOGO = `(() => {
  const logo = document.querySelector('img');
  const { width, height } = logo.getBoundingClientRect();
  return { width, height, fit: getComputedStyle(logo).objectFit, isLoaded: logo.naturalWidth > 0 };
})()`;

/** Pictures of two shapes, the wide one as wide as a logo may be. */
const logos: Record<string, string> = {
  '/square': pictureOf(200, 200),
  '/wide': pictureOf(2048, 60),
};

/** Answers what a mail asks for by itself. */
async function serveLogos(page: Page): Promise<void> {
  await page.route('https://logo.example/**', (route) => {
    const body = logos[new URL(route.request().url()).pathname];
    return body
      ? route.fulfill({ contentType: 'image/svg+xml', body })
      : route.fulfill({ status: 404 });
  });
}

describeInBrowser('a mail on a screen', () => {
  const browser = browserUnderTest();

  it.each(every)('shows all of $title, narrow or wide, light or dark', async ({ title, html }) => {
    const misfits = await browser.onPage({}, async (page) => {
      const found: Record<string, Misfit> = {};
      await serveLogos(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [320, 390, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 800 });
          await page.setContent(html, { waitUntil: 'load' });
          const screen = `${width} px, ${colorScheme}`;
          found[screen] = await misfitOf(page);
          if (pictures) await page.screenshot(fileOf(pictures, `${title}, ${screen}`));
        }
      }
      return found;
    });

    const fits = (scrollWidth: number) => ({ scrollWidth, outside: [] });
    expect(misfits).toEqual({
      '320 px, light': fits(320),
      '390 px, light': fits(390),
      '1280 px, light': fits(1280),
      '320 px, dark': fits(320),
      '390 px, dark': fits(390),
      '1280 px, dark': fits(1280),
    });
  });

  it('R231: shows the logo 48 pixels high, in the shape it has', async () => {
    const sizes = await browser.onPage({ viewport: { width: 320, height: 800 } }, async (page) => {
      await serveLogos(page);
      const shown: unknown[] = [];
      for (const name of ['square', 'wide']) {
        const { html } = renderer.render(kinds.all[0]!, kinds.all[0]!.sample, sampleReader, {
          ...sampleSender,
          logoUrl: `https://logo.example/${name}`,
        });
        await page.setContent(html, { waitUntil: 'load' });
        shown.push(await page.evaluate(SIZE_OF_LOGO));
      }
      return shown;
    });

    expect(sizes).toEqual([
      { width: 48, height: 48, fit: 'contain', isLoaded: true },
      { width: 272, height: 48, fit: 'contain', isLoaded: true },
    ]);
  });

  it('notices a mail that does not fit', async () => {
    const wide = every[0]?.html.replace('<h1', '<p style="width:356px">x</p><h1') ?? '';

    const misfit = await browser.onPage({ viewport: { width: 320, height: 800 } }, async (page) => {
      await page.setContent(wide);
      return misfitOf(page);
    });

    expect(misfit.scrollWidth).toBeGreaterThan(320);
    expect(misfit.outside).not.toEqual([]);
  });
});

function fileOf(folder: string, title: string) {
  return { path: join(folder, `${title.replace(/[ ,]+/g, '-')}.png`), fullPage: true };
}

function pictureOf(width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#1a7f5a"/></svg>`;
}
