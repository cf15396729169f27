import { describe, expect, it } from '@jest/globals';
import { event } from '@ouderportaal/contracts';
import { z } from 'zod';
import { mailKind, MailKinds } from './mail-kind.js';
import { MailRenderer } from './mail-renderer.js';

const texts = {
  subject: '{{title}}',
  heading: 'News',
  before: '',
  after: '',
  columns: { what: '', outcome: '' },
  linkLabel: 'Read',
  reason: '',
};
const named = (name: string) =>
  mailKind({
    name,
    facts: z.object({ title: z.string() }),
    cause: { event: event('planning.events.news-recorded', z.object({})), tell: () => [] },
    content: (values) => ({ values, rows: [], page: 'news' }),
    texts: { nl: texts, en: texts },
    sample: { title: 'Zomerfeest' },
  });

describe('kinds of mail', () => {
  it('are found by name', () => {
    const news = named('news');

    expect(new MailKinds([news]).find('news')).toBe(news);
    expect(new MailKinds([]).find('news')).toBeUndefined();
  });

  it.each([
    ['two of one name', ['news', 'news']],
    ['a name with a capital', ['News']],
    ['a name that is longer than the column takes', ['n'.repeat(61)]],
  ])('refuse %s', (_case, names) => {
    expect(() => new MailKinds(names.map(named))).toThrow();
  });

  it('a text that asks for what the content does not give stops the start', () => {
    const broken = {
      ...named('news'),
      texts: { nl: texts, en: { ...texts, before: '{{names}}' } },
    };

    expect(() => new MailRenderer(new MailKinds([broken]))).toThrow(/names/);
  });
});
