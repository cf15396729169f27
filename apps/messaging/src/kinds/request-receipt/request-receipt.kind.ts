import { LocalDate, planning } from '@ouderportaal/contracts';
import { dateInFull } from '../../mails/dates.rules.js';
import { mailKind } from '../../mails/mail-kind.js';
import {
  bookingRows,
  CareRequestFacts,
  requestPage,
  sampleRequest,
  toSender,
  whenInWords,
} from '../care-request.js';
import { en } from './en.js';
import { nl } from './nl.js';

/** The request has arrived (R116), and when an answer can be expected (R113, R117). */
export const requestReceipt = mailKind({
  name: 'request-receipt',
  facts: CareRequestFacts.extend({
    /** The last day the request may wait (R113). */
    lapsesOn: LocalDate.nullable(),
    /** When the location usually decides (R117). */
    decidedAbout: LocalDate.nullable(),
  }),
  cause: { event: planning.events.careRequestSubmitted, tell: toSender },
  content: ({ requestId, bookings, lapsesOn, decidedAbout }, language) => ({
    values: {
      when: whenInWords(language, bookings, ['requested']),
      lapsesOn: lapsesOn && dateInFull(language, lapsesOn),
      decidedAbout: decidedAbout && dateInFull(language, decidedAbout),
    },
    rows: bookingRows(language, bookings),
    page: requestPage(requestId),
  }),
  texts: { nl, en },
  sample: {
    ...sampleRequest('requested', 'requested', 'requested'),
    lapsesOn: '2026-02-27',
    decidedAbout: '2026-02-17',
  },
});
