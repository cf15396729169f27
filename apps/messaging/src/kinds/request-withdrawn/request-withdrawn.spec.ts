import { describe, expect, it } from '@jest/globals';
import { oneBooking, render } from '../../../test/support/render.js';
import { requestWithdrawn } from './request-withdrawn.kind.js';

describe('the message that a request lapsed', () => {
  it('R113: says what was withdrawn, and what to do', () => {
    const { subject, text } = render(requestWithdrawn, { facts: oneBooking('withdrawn') });

    expect(subject).toContain('Vervallen: uw aanvraag voor dinsdag 3 maart 2026');
    expect(text).toContain('kind B.: vervallen');
    expect(text).toContain('een nieuwe aanvraag');
  });
});
