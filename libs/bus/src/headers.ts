/** Every header that travels on the bus. */
export const HEADER = {
  /** Signed actor token. */
  actor: 'x-actor',
  /** One id per HTTP request, chosen by the caller or the gateway. */
  requestId: 'x-request-id',
  /** W3C trace context. */
  traceparent: 'traceparent',
  /** Milliseconds since 1970 after which nobody waits for the answer any more. */
  deadline: 'x-deadline',
  /**
   * Milliseconds that somebody waits for the answer from when it was asked: what is still waiting for its
   * turn in a service is dropped then, whatever the clocks of two machines say.
   */
  patience: 'x-patience',
  idempotencyKey: 'x-idempotency-key',
  /** Address of the client, as the gateway saw it. */
  clientAddress: 'x-client-address',
  /** Present on a reply that is a problem. */
  problem: 'x-problem',
} as const;
