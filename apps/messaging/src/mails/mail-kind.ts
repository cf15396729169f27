import type { EventContract, Language } from '@ouderportaal/contracts';
import type { z } from 'zod';

/** Facts that one person is to hear of. */
export interface Announcement<Facts = unknown> {
  recipientId: string;
  /** What it is about: a person gets one mail of a kind about it, ever. */
  causeId: string;
  facts: Facts;
}

/** A line of the table in a mail, in the reader's language. */
export interface MailRow {
  what: string;
  detail: string;
  outcome: string;
}

/** What a kind makes of its facts in one language. */
interface MailContent<Values extends object = object> {
  /** For the texts of the kind; `organisation` and `firstName` are there besides. */
  values: Values;
  /** In the order in which they are read; the mail shows the first and counts the rest. */
  rows: readonly MailRow[];
  /** The page of the portal that the mail leads to, without a slash before it. */
  page: string;
}

/**
 * The words of a kind in one language: Handlebars templates over its `values`. They are modules, not
 * `.hbs` files: so they are in `dist`, in Jest and in a container without a copy step or a path that
 * differs.
 *
 * Prose is written once, as plain text; an empty line begins a paragraph. The HTML mail is made of the
 * same paragraphs, escaped by the layout.
 */
export interface MailTexts {
  subject: string;
  heading: string;
  /** Above the table and below it. */
  before: string;
  after: string;
  columns: { what: string; outcome: string };
  linkLabel: string;
  /** Why the reader gets this mail; begins its small print. */
  reason: string;
}

/** Everything that is particular to one kind of news. Delivery, storage and frame are the same for all. */
interface MailKindDefinition<
  Data extends z.ZodType,
  Facts extends z.ZodType,
  Values extends object,
> {
  /** For ever: with recipient and cause it is the natural key of a mail. Lower case with hyphens. */
  readonly name: string;
  /**
   * What a mail is made of. It is stored until organisation and recipient are known, so it must read
   * what earlier releases wrote.
   */
  readonly facts: Facts;
  readonly cause: {
    readonly event: EventContract<Data>;
    /** The mails of one event: recipient, cause and facts of each. */
    tell(data: z.output<Data>): readonly Announcement<z.input<Facts>>[];
  };
  content(facts: z.output<Facts>, language: Language): MailContent<Values>;
  readonly texts: Readonly<Record<Language, MailTexts>>;
  /** Invented; the texts are tried on it when the service starts, and previewed with it. */
  readonly sample: z.input<Facts>;
}

/** A kind of news as the registry holds it, its facts' type known to itself alone. */
export type MailKind = MailKindDefinition<z.ZodType, z.ZodType, object>;

/** Checks that the parts of a kind fit each other. */
export function mailKind<D extends z.ZodType, F extends z.ZodType, V extends object>(
  definition: MailKindDefinition<D, F, V>,
): MailKind {
  return definition;
}

const NAME = /^[a-z]+(-[a-z]+)*$/;

/** The kinds of news that this release can tell. */
export class MailKinds {
  private readonly byName: ReadonlyMap<string, MailKind>;

  /** @throws when two have the same name, or one has a name that the database would refuse. */
  constructor(readonly all: readonly MailKind[]) {
    this.byName = new Map(all.map((kind) => [kind.name, kind]));
    if (this.byName.size < all.length) throw new Error('Two kinds of mail have the same name');
    const misnamed = all.find(({ name }) => !NAME.test(name) || name.length > 60);
    if (misnamed) throw new Error(`'${misnamed.name}' is no name for a kind of mail`);
  }

  /** Undefined for a kind of another release: its mails wait for a process that knows it. */
  find(name: string): MailKind | undefined {
    return this.byName.get(name);
  }
}
