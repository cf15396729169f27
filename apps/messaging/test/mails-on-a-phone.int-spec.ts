import { expect, it } from '@jest/globals';
import { Language } from '@ouderportaal/contracts';
import { browserUnderTest, describeInBrowser, type Misfit, misfitOf } from '@ouderportaal/testing';
import { join } from 'node:path';
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

describeInBrowser('a mail on a screen', () => {
  const browser = browserUnderTest();

  it.each(every)('shows all of $title, narrow or wide, light or dark', async ({ title, html }) => {
    const misfits = await browser.onPage({}, async (page) => {
      const found: Record<string, Misfit> = {};
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [320, 390, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 800 });
          await page.setContent(html);
          const screen = `${width} px, ${colorScheme}`;
          found[screen] = await misfitOf(page);
          if (pictures) await page.screenshot(pictureOf(pictures, `${title}, ${screen}`));
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

function pictureOf(folder: string, title: string) {
  return { path: join(folder, `${title.replace(/[ ,]+/g, '-')}.png`), fullPage: true };
}
