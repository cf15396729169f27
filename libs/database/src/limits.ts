/**
 * How long the server lets each role of a service go on. A request is answered within 2.5 s whatever
 * happens (N10), so nothing that it asks may take longer; what a client that vanished holds is free soon. They guard against
 * mistakes: whoever has a service's password can set other ones for its own session.
 */
export const roleLimits = {
  app: {
    statement_timeout: '2500ms',
    lock_timeout: '2s',
    idle_in_transaction_session_timeout: '3s',
  },
  // The relay holds its row while it waits for the broker, for up to 5 s.
  worker: {
    statement_timeout: '2500ms',
    lock_timeout: '2s',
    idle_in_transaction_session_timeout: '6s',
  },
} as const;

/** Makes the server look whether a client that says nothing is still there; 25 s until it is sure. */
export const serverKeepAlive = {
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
} as const;

/** Longest silence on a question: a little longer than a statement may take. */
export const SILENT_FOR_MS = 3_000;
/** On a busy machine many connections at once need their time: giving up too soon begins again with all. */
export const CONNECT_WITHIN_MS = 3_000;

/** For work in bulk, as imports do: its clients wait for a minute. */
export const bulk = {
  settings:
    "set local statement_timeout = '30s'; set local lock_timeout = '10s'; " +
    "set local idle_in_transaction_session_timeout = '10s'",
  silentForMs: 31_000,
} as const;
