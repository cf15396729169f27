import { Injectable } from '@nestjs/common';
import { Language, messaging } from '@ouderportaal/contracts';
import Handlebars from 'handlebars';
import type { MailColours } from './colours.rules.js';
import {
  mailContent,
  type MailContent,
  type MailFacts,
  type Reader,
  type Sender,
} from './mail-content.rules.js';
import { oneLine } from './plain-text.rules.js';
import { sampleFacts, sampleReader, sampleSender } from './samples.js';
import { en } from './templates/en.js';
import { htmlLayout, textLayout } from './templates/layout.js';
import type { MailTexts } from './templates/mail-texts.js';
import { nl } from './templates/nl.js';

/** A mail as it is stored and sent. */
export interface RenderedMail {
  language: Language;
  subject: string;
  html: string;
  text: string;
}

/** What the layouts may use. */
interface Layout {
  language: Language;
  subject: string;
  heading: string;
  greeting: string;
  before: string[];
  columns: string[];
  bookings: { on: string; time: string; child: string; childInText: string; status: string }[];
  after: string[];
  link: string;
  linkLabel: string;
  linkHint: string;
  closing: string;
  footer: string[];
  organisation: string;
  colours: MailColours;
}

type Template<T> = (values: T) => string;
type Booking = MailContent['bookings'][number];

interface Words {
  texts: MailTexts;
  greeting: Template<MailContent>;
  more: Template<MailContent>;
  footer: Template<MailContent>;
  time: Template<Booking>;
  child: Template<Booking>;
  kinds: Record<messaging.MailKind, Record<'subject' | 'before' | 'after', Template<MailContent>>>;
}

const MAX_SUBJECT = 200;
const options = { strict: true, knownHelpersOnly: true } as const;

/**
 * Makes mails of facts. Every template is compiled and tried on the samples when the service starts: one
 * that asks for something that is not there stops the start, never a mail.
 */
@Injectable()
export class MailRenderer {
  private readonly words: Record<Language, Words> = { nl: compileWords(nl), en: compileWords(en) };
  private readonly html: Template<Layout> = Handlebars.compile(htmlLayout, options);
  private readonly text: Template<Layout> = Handlebars.compile(textLayout, {
    ...options,
    noEscape: true,
  });

  constructor() {
    for (const kind of messaging.MailKind.options) {
      for (const language of Language.options) {
        this.render(kind, sampleFacts(kind), { ...sampleReader, language }, sampleSender);
      }
    }
  }

  /** The mail in the reader's language (R248), in the organisation's name and colours (R231). */
  render(kind: messaging.MailKind, facts: MailFacts, reader: Reader, sender: Sender): RenderedMail {
    const layout = this.layoutOf(mailContent(kind, facts, reader, sender));
    return {
      language: layout.language,
      subject: layout.subject,
      html: this.html(layout),
      text: `${this.text(layout)
        .replace(/\n{3,}/g, '\n\n')
        .trim()}\n`,
    };
  }

  private layoutOf(content: MailContent): Layout {
    const words = this.words[content.language];
    const { texts } = words;
    const templates = words.kinds[content.kind];
    const after = paragraphs(templates.after(content));
    return {
      language: content.language,
      subject: oneLine(templates.subject(content), MAX_SUBJECT),
      heading: texts.kinds[content.kind].heading,
      greeting: words.greeting(content),
      before: paragraphs(templates.before(content)),
      columns: [texts.columns.day, texts.columns.time, texts.columns.child, texts.columns.status],
      bookings: content.bookings.map((booking) => ({
        on: booking.on,
        time: words.time(booking),
        child: booking.child,
        childInText: words.child(booking),
        status: texts.status[booking.status],
      })),
      after: content.moreCount > 0 ? [words.more(content), ...after] : after,
      link: content.link,
      linkLabel: texts.linkLabel,
      linkHint: texts.linkHint,
      closing: texts.closing,
      footer: paragraphs(words.footer(content)),
      organisation: content.organisation,
      colours: content.colours,
    };
  }
}

/** Prose is plain text here; the layout escapes it where it becomes HTML. */
function compileWords(texts: MailTexts): Words {
  const handlebars = Handlebars.create();
  handlebars.registerPartial('when', texts.when);
  const compile = <T>(template: string): Template<T> =>
    handlebars.compile(template, { ...options, noEscape: true });
  const kind = (name: messaging.MailKind) => ({
    subject: compile<MailContent>(texts.kinds[name].subject),
    before: compile<MailContent>(texts.kinds[name].before),
    after: compile<MailContent>(texts.kinds[name].after),
  });
  return {
    texts,
    greeting: compile(texts.greeting),
    more: compile(texts.more),
    footer: compile(texts.footer),
    time: compile(texts.time),
    child: compile(texts.child),
    kinds: {
      'request-receipt': kind('request-receipt'),
      'request-decided': kind('request-decided'),
      'request-withdrawn': kind('request-withdrawn'),
    },
  };
}

function paragraphs(prose: string): string[] {
  return prose
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}
