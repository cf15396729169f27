import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address } from 'postal-mime';

export interface MailSummary {
  readonly id: string;
  /** The addresses it was delivered to, blind copies included. */
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  /** When it was caught. */
  readonly date: string;
}

export interface Mail extends MailSummary {
  readonly text?: string;
  readonly html?: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}

const ID = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/;
const RECIPIENTS = 'x-envelope-to';

/** One .eml file per mail, which any mail program opens; the name sorts by the moment of arrival. */
export class MailStore {
  readonly #folder: string;
  readonly #summaries = new Map<string, MailSummary>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<MailStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const store = new MailStore(folder);
    for (const name of await readdir(folder)) {
      const id = name.replace(/\.eml$/, '');
      const mail = await store.read(id);
      if (mail !== undefined) store.#summaries.set(id, summaryOf(mail));
    }
    return store;
  }

  async add(content: Buffer, recipients: readonly string[]): Promise<void> {
    const now = new Date().toISOString();
    const id = `${now.replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
    const file = join(this.#folder, `${id}.eml`);
    const header = Buffer.from(`${RECIPIENTS}: ${recipients.join(', ')}\r\n`);
    await writeFile(`${file}.new`, Buffer.concat([header, content]), { mode: 0o600 });
    await rename(`${file}.new`, file);
    const mail = await this.read(id);
    if (mail !== undefined) this.#summaries.set(id, summaryOf(mail));
  }

  /** Newest first. */
  list(to?: string): readonly MailSummary[] {
    return [...this.#summaries.values()]
      .filter((mail) => to === undefined || mail.to.includes(to.toLowerCase()))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** Undefined when there is no such mail; the id comes from outside and goes into a path. */
  async read(id: string): Promise<Mail | undefined> {
    if (!ID.test(id)) return undefined;
    const raw = await readFile(join(this.#folder, `${id}.eml`)).catch(() => undefined);
    if (raw === undefined) return undefined;
    const parsed = await PostalMime.parse(raw);
    const recipients = parsed.headers.find(({ key }) => key === RECIPIENTS)?.value ?? '';
    return {
      id,
      to: recipients.split(', ').filter((address) => address !== ''),
      from: parsed.from === undefined ? '' : showAddress(parsed.from),
      subject: parsed.subject ?? '',
      date: dateOf(id),
      text: parsed.text,
      html: parsed.html,
      headers: parsed.headers
        .filter(({ key }) => key !== RECIPIENTS)
        .map(({ key, value }) => ({ key, value })),
    };
  }
}

function summaryOf({ id, to, from, subject, date }: Mail): MailSummary {
  return { id, to, from, subject, date };
}

function showAddress({ name, address }: Address): string {
  return name === '' ? (address ?? '') : `${name} <${address ?? ''}>`;
}

function dateOf(id: string): string {
  return id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z');
}
