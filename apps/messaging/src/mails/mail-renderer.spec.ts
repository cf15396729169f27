import { describe, expect, it } from '@jest/globals';
import { messaging } from '@ouderportaal/contracts';
import type { MailFacts, Reader, Sender } from './mail-content.rules.js';
import { MailRenderer } from './mail-renderer.js';
import { sampleFacts, sampleReader, sampleSender } from './samples.js';

const renderer = new MailRenderer();

const render = (
  kind: messaging.MailKind,
  given: { facts?: Partial<MailFacts>; reader?: Partial<Reader>; sender?: Partial<Sender> } = {},
) =>
  renderer.render(
    kind,
    { ...sampleFacts(kind), ...given.facts },
    { ...sampleReader, ...given.reader },
    { ...sampleSender, ...given.sender },
  );

const oneDay = (status: 'requested' | 'approved' | 'rejected' | 'withdrawn') => ({
  bookings: [{ childInitial: 'B', on: '2026-03-03', startsAt: '08:00', endsAt: '13:00', status }],
});

describe('the receipt of a request', () => {
  it('R116: says in Dutch what was asked for', () => {
    const { subject, text } = render('request-receipt', { facts: oneDay('requested') });

    expect(subject).toBe(
      'Ontvangen: uw aanvraag voor dinsdag 3 maart 2026 – Kinderopvang De Voorbeeldboom',
    );
    expect(text).toContain('Beste Noor,\n\n');
    expect(text).toContain('- dinsdag 3 maart 2026, 08:00–13:00 uur, kind B.: in behandeling\n');
    expect(text).toContain(
      'Bekijk uw aanvraag: https://voorbeeldboom.example/care-requests/00000000-0000-4000-8000-000000000001\n',
    );
  });

  it('R248: says it in English to who reads English', () => {
    const { language, subject, text, html } = render('request-receipt', {
      facts: oneDay('requested'),
      reader: { language: 'en' },
    });

    expect(language).toBe('en');
    expect(html).toContain('<html lang="en">');
    expect(subject).toBe(
      'Received: your request for Tuesday 3 March 2026 – Kinderopvang De Voorbeeldboom',
    );
    expect(text).toContain('Dear Noor,');
    expect(text).toContain('- Tuesday 3 March 2026, 08:00–13:00, child B.: under review\n');
  });

  it('R117, R113: names when it is usually decided and when it lapses, only where that is known', () => {
    const dated = render('request-receipt').text;
    const undated = render('request-receipt', {
      facts: { lapsesOn: null, decidedAbout: null },
    }).text;

    expect(dated).toContain('meestal rond dinsdag 17 februari 2026.');
    expect(dated).toContain('Is er op vrijdag 27 februari 2026 nog geen uitkomst');
    expect(undated).toContain('De locatie beoordeelt uw aanvraag. Zodra');
    expect(undated).not.toContain('vervalt');
  });
});

describe('the decision on a request', () => {
  it.each([
    ['possible', 'approved', 'Goedgekeurd: ', 'Goed nieuws: ', 'goedgekeurd'],
    ['not possible', 'rejected', 'Niet mogelijk: ', 'Helaas is de opvang', 'afgewezen'],
  ] as const)('R118: says that care is %s', (_case, outcome, subject, sentence, status) => {
    const mail = render('request-decided', { facts: oneDay(outcome) });

    expect(mail.subject).toContain(subject);
    expect(mail.text).toContain(sentence);
    expect(mail.text).toContain(`kind B.: ${status}`);
  });

  it('R119: is one mail for all parts, each with its outcome', () => {
    const { subject, text } = render('request-decided');

    expect(subject).toContain('Beoordeeld: uw aanvraag voor 2 dagen');
    expect(text.match(/: goedgekeurd$/gm)).toHaveLength(2);
    expect(text.match(/: afgewezen$/gm)).toHaveLength(1);
  });

  it('sends the reader to the portal for reasons, when something was rejected', () => {
    const hint = 'Waarom iets is afgewezen, leest u in het ouderportaal.';

    expect(render('request-decided', { facts: oneDay('rejected') }).text).toContain(hint);
    expect(render('request-decided', { facts: oneDay('approved') }).text).not.toContain(hint);
  });
});

describe('the message that a request lapsed', () => {
  it('R113: says what was withdrawn, and what to do', () => {
    const { subject, text } = render('request-withdrawn', { facts: oneDay('withdrawn') });

    expect(subject).toContain('Vervallen: uw aanvraag voor dinsdag 3 maart 2026');
    expect(text).toContain('kind B.: vervallen');
    expect(text).toContain('een nieuwe aanvraag');
  });
});

describe.each(messaging.MailKind.options)('every mail (%s)', (kind) => {
  it('R231: bears the name and colours of the organisation', () => {
    const { html } = render(kind, {
      sender: { name: 'Zonnebloem', branding: { primaryColour: '#7a1fa2', textColour: '#ffffff' } },
    });

    expect(html).toContain('background-color:#7a1fa2;color:#ffffff;font-size:20px');
    expect(html).toContain('>Zonnebloem</td>');
  });

  it('loads nothing from elsewhere', () => {
    expect(render(kind).html).not.toMatch(/<(img|link|script|iframe|object)|src=|url\(|@import/i);
  });

  it('S39: shows HTML of people as text, and keeps it in its line', () => {
    const hostile = `<script>alert("1")</script>'&\r\nBcc: x@else.example`;
    const { subject, html, text } = render(kind, {
      reader: { firstName: hostile },
      sender: { name: hostile, portalUrl: 'https://zon.example/"><script>x</script>' },
    });

    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#x27;&amp; Bcc');
    expect(subject).not.toMatch(/\p{Cc}/u);
    expect(text).not.toContain('\nBcc:');
    expect(text).toContain('Beste <script>');
  });

  it('treats what looks like a template as text', () => {
    const { html, text } = render(kind, { reader: { firstName: '{{link}} {{{html}}}' } });

    expect(text).toContain('Beste {{link}} {{{html}}},');
    expect(html).toContain('Beste {{link}} {{{html}}},');
  });

  it('never shows more than an initial of a child, whatever it is given', () => {
    const [first] = sampleFacts(kind).bookings;
    const facts = { bookings: [{ ...first!, childInitial: 'Saartje' }] };

    for (const language of ['nl', 'en'] as const) {
      const mail = render(kind, { facts, reader: { language } });
      expect(JSON.stringify(mail)).not.toContain('Saartje');
      expect(mail.text).toContain('S.');
    }
  });

  it('greets who has no name', () => {
    expect(render(kind, { reader: { firstName: '' } }).text).toContain('Beste ouder,');
    expect(render(kind, { reader: { firstName: ' ', language: 'en' } }).text).toContain(
      'Dear parent,',
    );
  });
});
