import type { SharedStep } from './shared-step.js';

/** What a service needs to begin to listen to a producer whose first events are gone. */
export const takeSnapshots: SharedStep = {
  name: 'TakeSnapshots1767225910000',
  sql: (schema) => `
  -- Events of which everything is known here: heard from the first one, or taken as the producer's state.
  create table ${schema}.inbox_heard (
    producer text not null,
    subject text not null,
    primary key (producer, subject)
  );
  grant select, insert on ${schema}.inbox_heard to ${schema}_app;

  -- How far the state of a producer is taken, and of which of its events.
  create table ${schema}.inbox_snapshot (
    producer text primary key,
    subjects text[] not null,
    as_of bigint not null,
    next jsonb not null
  );
  grant select, insert, update, delete on ${schema}.inbox_snapshot to ${schema}_app;

  -- Up to here the producer's state was taken in place of its events.
  alter table ${schema}.inbox_watermark add column joined_at bigint not null default 0;
`,
};
