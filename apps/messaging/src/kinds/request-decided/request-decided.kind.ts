import { planning } from '@ouderportaal/contracts';
import { mailKind } from '../../mails/mail-kind.js';
import {
  bookingRows,
  CareRequestFacts,
  requestPage,
  sampleRequest,
  toSender,
  whenInWords,
} from '../care-request.js';
import { outcomeOf } from '../care-request.rules.js';
import { en } from './en.js';
import { nl } from './nl.js';

/** One mail when every part has its outcome (R118, R119). */
export const requestDecided = mailKind({
  name: 'request-decided',
  facts: CareRequestFacts,
  cause: { event: planning.events.careRequestDecided, tell: toSender },
  content: ({ requestId, bookings }, language) => ({
    values: {
      when: whenInWords(language, bookings, ['approved', 'rejected']),
      outcome: outcomeOf(bookings),
    },
    rows: bookingRows(language, bookings),
    page: requestPage(requestId),
  }),
  texts: { nl, en },
  sample: sampleRequest('approved', 'approved', 'rejected'),
});
