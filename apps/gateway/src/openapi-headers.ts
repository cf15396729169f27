import { z } from 'zod';

const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Sent along with a change. */
export const idempotencyKey = z
  .string()
  .regex(/^[ -~]{1,200}$/)
  .optional()
  .meta({
    description:
      'One per change, e.g. a UUID. Sent again within a week, the change is not made twice, and the answer shows what became of it.',
    param: { name: 'Idempotency-Key', in: 'header', id: 'IdempotencyKey' },
  });

/** Sent along with a GET. */
export const ifNoneMatch = z
  .string()
  .optional()
  .meta({
    description: 'ETags of answers that the client has; one that still holds is answered with 304.',
    param: { name: 'If-None-Match', in: 'header', id: 'IfNoneMatch' },
  });

/** Sent along with anything. */
export const requestHeaders = [
  z
    .string()
    .regex(TRACEPARENT)
    .optional()
    .meta({
      description: 'W3C trace context, continued where it is well formed.',
      param: { name: 'traceparent', in: 'header', id: 'Traceparent' },
    }),
  z
    .string()
    .optional()
    .meta({
      description: 'Dutch (`nl`) or English (`en`) for the words of problems.',
      param: { name: 'Accept-Language', in: 'header', id: 'AcceptLanguage' },
    }),
  z
    .string()
    .optional()
    .meta({
      description:
        'For browsers with several accounts: `new` when signing in, then the id of the person that this request is for. Each account has a cookie of its own; without this header there is one for all.',
      param: { name: 'X-Account', in: 'header', id: 'Account' },
    }),
];

/** On every answer. */
export const answerHeaders = {
  'x-request-id': z
    .string()
    .meta({ description: 'One per request: what to report.', header: { id: 'RequestId' } }),
  traceparent: z
    .string()
    .regex(TRACEPARENT)
    .meta({ description: 'W3C trace context of this request.', header: { id: 'TraceparentSent' } }),
};

/** Response header of a GET. */
export const etagHeader = z
  .string()
  .meta({ description: 'Names these bytes; see `If-None-Match`.', header: { id: 'ETag' } });

/** On an answer that waiting helps against. */
export const retryAfterHeader = z
  .int()
  .min(1)
  .meta({ description: 'Seconds to wait.', header: { id: 'RetryAfter' } });
