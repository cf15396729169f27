import { describe, expect, it } from '@jest/globals';
import { oneBooking, render } from '../../../test/support/render.js';
import { requestReceipt } from './request-receipt.kind.js';

describe('the receipt of a request', () => {
  it('R116: says in Dutch what was asked for', () => {
    const { subject, text } = render(requestReceipt, { facts: oneBooking('requested') });

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
    const { language, subject, text, html } = render(requestReceipt, {
      facts: oneBooking('requested'),
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
    const dated = render(requestReceipt).text;
    const undated = render(requestReceipt, {
      facts: { lapsesOn: null, decidedAbout: null },
    }).text;

    expect(dated).toContain('meestal rond dinsdag 17 februari 2026.');
    expect(dated).toContain('Is er op vrijdag 27 februari 2026 nog geen uitkomst');
    expect(undated).toContain('De locatie beoordeelt uw aanvraag. Zodra');
    expect(undated).not.toContain('vervalt');
  });
});
