import { describe, expect, it } from '@jest/globals';
import { oneBooking, render } from '../../../test/support/render.js';
import { requestDecided } from './request-decided.kind.js';

describe('the decision on a request', () => {
  it.each([
    ['possible', 'approved', 'Goedgekeurd: ', 'Goed nieuws: ', 'goedgekeurd'],
    ['not possible', 'rejected', 'Niet mogelijk: ', 'Helaas is de opvang', 'afgewezen'],
  ] as const)('R118: says that care is %s', (_case, outcome, subject, sentence, status) => {
    const mail = render(requestDecided, { facts: oneBooking(outcome) });

    expect(mail.subject).toContain(subject);
    expect(mail.text).toContain(sentence);
    expect(mail.text).toContain(`kind B.: ${status}`);
  });

  it('R119: is one mail for all parts, each with its outcome', () => {
    const { subject, text } = render(requestDecided);

    expect(subject).toContain('Beoordeeld: uw aanvraag voor 2 dagen');
    expect(text.match(/: goedgekeurd$/gm)).toHaveLength(2);
    expect(text.match(/: afgewezen$/gm)).toHaveLength(1);
  });

  it('sends the reader to the portal for reasons, when something was rejected', () => {
    const hint = 'Waarom iets is afgewezen, leest u in het ouderportaal.';

    expect(render(requestDecided, { facts: oneBooking('rejected') }).text).toContain(hint);
    expect(render(requestDecided, { facts: oneBooking('approved') }).text).not.toContain(hint);
  });
});
