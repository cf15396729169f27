import { Injectable } from '@nestjs/common';
import { Language } from '@ouderportaal/contracts';
import Handlebars from 'handlebars';
import type { RenderedMail } from '../delivery/outgoing-mail.js';
import { mailColours, type MailColours } from './colours.rules.js';
import { type MailKind, MailKinds, type MailRow, type MailTexts } from './mail-kind.js';
import type { Reader, Sender } from './people.js';
import { oneLine } from './plain-text.rules.js';
import { portalLink } from './portal-link.rules.js';
import { sampleReader, sampleSender, sampleSenderWithLogo } from './samples.js';
import { type FrameTexts, frameTexts } from './templates/frame-texts.js';
import { htmlLayout, textLayout } from './templates/layout.js';

/** What the layouts may use. Complete: they are strict about what is missing. */
interface Layout {
  language: Language;
  subject: string;
  heading: string;
  greeting: string;
  before: string[];
  columns: MailTexts['columns'];
  rows: readonly MailRow[];
  after: string[];
  link: string;
  linkLabel: string;
  linkHint: string;
  closing: string;
  footer: string[];
  organisation: string;
  /** Empty where there is none. */
  logoUrl: string;
  colours: MailColours;
}

type Template<T extends object = object> = (values: T) => string;
type Compiled<Texts, Name extends keyof Texts> = Record<Name, Template>;
type KindTemplates = Compiled<MailTexts, 'subject' | 'before' | 'after' | 'reason'>;
type FrameTemplates = Compiled<FrameTexts, 'greeting' | 'more' | 'footer'>;

/** A mail above 100 kB is cut off by some readers; the portal shows every row. */
export const LISTED = 60;

const MAX_SUBJECT = 200;
const options = { strict: true, knownHelpersOnly: true } as const;

/**
 * Makes mails of facts. Every template is compiled and tried on the samples when the service starts: one
 * that asks for something that is not there stops the start, never a mail.
 */
@Injectable()
export class MailRenderer {
  private readonly html: Template<Layout> = Handlebars.compile(htmlLayout, options);
  private readonly text: Template<Layout> = prose(textLayout);
  private readonly frames = byLanguage((language): FrameTemplates => {
    const { greeting, more, footer } = frameTexts[language];
    return { greeting: prose(greeting), more: prose(more), footer: prose(footer) };
  });
  private readonly kinds: ReadonlyMap<string, Record<Language, KindTemplates>>;

  constructor({ all }: MailKinds) {
    this.kinds = new Map(all.map((kind) => [kind.name, byLanguage((l) => templatesOf(kind, l))]));
    for (const kind of all) {
      for (const language of Language.options) {
        for (const sender of [sampleSender, sampleSenderWithLogo]) {
          this.render(kind, kind.sample, { ...sampleReader, language }, sender);
        }
      }
    }
  }

  /**
   * The mail in the reader's language (R248), in the organisation's name, logo and colours (R231).
   * @throws what the kind's schema has against the facts.
   */
  render(kind: MailKind, facts: unknown, reader: Reader, sender: Sender): RenderedMail {
    const layout = this.layoutOf(kind, facts, reader, sender);
    return {
      language: layout.language,
      subject: layout.subject,
      html: this.html(layout),
      text: `${this.text(layout)
        .replace(/\n{3,}/g, '\n\n')
        .trim()}\n`,
    };
  }

  private layoutOf(kind: MailKind, facts: unknown, reader: Reader, sender: Sender): Layout {
    const { language } = reader;
    const content = kind.content(kind.facts.parse(facts), language);
    const people = {
      organisation: oneLine(sender.name),
      firstName: oneLine(reader.firstName) || null,
    };
    const values = { ...content.values, ...people };
    const { heading, columns, linkLabel } = kind.texts[language];
    const texts = this.templatesOf(kind)[language];
    const frame = this.frames[language];
    const moreCount = content.rows.length - LISTED;
    const after = paragraphs(texts.after(values));
    return {
      language,
      subject: oneLine(texts.subject(values), MAX_SUBJECT),
      heading,
      greeting: frame.greeting(people),
      before: paragraphs(texts.before(values)),
      columns,
      rows: content.rows.slice(0, LISTED),
      after: moreCount > 0 ? [frame.more({ moreCount }), ...after] : after,
      link: portalLink(sender.portalUrl, content.page),
      linkLabel,
      linkHint: frameTexts[language].linkHint,
      closing: frameTexts[language].closing,
      footer: paragraphs(frame.footer({ reason: texts.reason(values) })),
      organisation: people.organisation,
      logoUrl: sender.logoUrl ?? '',
      colours: mailColours(sender.branding.primaryColour, sender.branding.textColour),
    };
  }

  private templatesOf({ name }: MailKind): Record<Language, KindTemplates> {
    const templates = this.kinds.get(name);
    if (!templates) throw new Error(`No kind of mail is called '${name}'`);
    return templates;
  }
}

function templatesOf({ texts }: MailKind, language: Language): KindTemplates {
  const { subject, before, after, reason } = texts[language];
  return {
    subject: prose(subject),
    before: prose(before),
    after: prose(after),
    reason: prose(reason),
  };
}

/** Prose is plain text here; the layout escapes it where it becomes HTML. */
function prose<T extends object>(template: string): Template<T> {
  return Handlebars.compile<T>(template, { ...options, noEscape: true });
}

function byLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return { nl: make('nl'), en: make('en') };
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}
