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
import { en } from './en.js';
import { nl } from './nl.js';

/** What nobody decided in time has lapsed (R113). */
export const requestWithdrawn = mailKind({
  name: 'request-withdrawn',
  facts: CareRequestFacts,
  cause: { event: planning.events.careRequestWithdrawn, tell: toSender },
  content: ({ requestId, bookings }, language) => ({
    values: { when: whenInWords(language, bookings, ['withdrawn']) },
    rows: bookingRows(language, bookings),
    page: requestPage(requestId),
  }),
  texts: { nl, en },
  sample: sampleRequest('approved', 'withdrawn', 'withdrawn'),
});
