/** Which of Jest's projects a check belongs to; integration where none is named. */
export type Project = 'unit' | 'integration' | 'web';

export const projectOf = ({ project = 'integration' }: SeededBug['caughtBy']): Project => project;

/** A mistake that somebody could make, and the cheapest check that must notice it. */
export interface SeededBug {
  name: string;
  changes: readonly { file: string; from: string; to: string }[];
  /** Test file and part of the titles. */
  caughtBy: { tests: string; named: string; project?: Project };
}

export const SEEDED_BUGS: readonly SeededBug[] = [
  {
    name: 'an event counts for whatever producer it names',
    changes: [
      {
        file: 'libs/database/src/accept-from.ts',
        from: `  if (!envelope.subject.startsWith(\`\${producer}.events.\`)) return refused('foreign');
  if (subject !== null && subject !== envelope.subject) return refused('misaddressed');
`,
        to: '',
      },
      {
        file: 'libs/database/src/subscribers.ts',
        from: `    return this.byProducer.get(producer)?.get(subject) ?? [];
`,
        to: `    const all = [...this.byProducer.values()].flatMap((bySubject) => bySubject.get(subject) ?? []);
    return producer === '' ? [] : all;
`,
      },
    ],
    caughtBy: {
      tests: 'test/security/foreign-events',
      named: 'applies no event of another, however it comes',
    },
  },
  {
    name: 'an event is acknowledged before its effect is committed',
    changes: [
      {
        file: 'libs/database/src/inbox-processor.ts',
        from: `      const due = followingOn(before, ordered);
`,
        to: `      const due = followingOn(before, ordered);
      await client.query('update inbox_watermark set position = $2 where producer = $1', [
        producer,
        before + due.length,
      ]);
      await client.query('commit');
      await client.query('begin');
`,
      },
    ],
    caughtBy: { tests: 'libs/service/test/events', named: 'are set aside with the reason' },
  },
  {
    name: 'an event is marked as published before the broker has it',
    changes: [
      {
        file: 'libs/database/src/outbox-relay.ts',
        from: `        await this.options.publish(rows.map(toEnvelope));
`,
        to: `      await client.query('update outbox_relay set published = $1', [last]);
      await client.query('commit');
      await client.query('begin');
      await this.options.publish(rows.map(toEnvelope));
`,
      },
    ],
    caughtBy: { tests: 'libs/service/test/relay', named: 'only when the broker has it' },
  },
  {
    name: 'the inbox row is written in another transaction than the effect',
    changes: [
      {
        file: 'libs/database/src/inbox-processor.ts',
        from: `      const isNew = await recordNew(await txFor(first), producer, ofTenant);
`,
        to: `      const inbox = await txFor(first);
      const isNew = await recordNew(inbox, producer, ofTenant);
      await inbox.execute('commit');
      await inbox.execute('begin');
      await inbox.execute("select set_config('app.tenant', $1, true)", [inbox.tenantId]);
`,
      },
    ],
    caughtBy: {
      tests: 'libs/service/test/events',
      named: 'tried again and then have their effect',
    },
  },
  {
    name: 'nothing keeps a person from getting two mails about one thing',
    changes: [
      {
        file: 'apps/messaging/src/database/migrations/1767225700000-create-mails.ts',
        from: `    constraint uq_mail_recipient_cause_kind unique (tenant_id, recipient_id, cause_id, kind),
`,
        to: '',
      },
      {
        file: 'apps/messaging/src/mails/mails.repository.ts',
        from: 'on conflict (tenant_id, recipient_id, cause_id, kind) do nothing',
        to: 'on conflict do nothing',
      },
    ],
    caughtBy: { tests: 'apps/messaging/test/mails', named: 'however often the event arrives' },
  },
  {
    name: 'the organisation is set for the connection instead of the transaction',
    changes: [
      {
        file: 'libs/database/src/tenant-database.ts',
        from: "set local app.tenant = '${tenantId}'",
        to: "set app.tenant = '${tenantId}'",
      },
    ],
    caughtBy: { tests: 'test/security/pool-leakage', named: 'its own organisation' },
  },
  {
    name: 'places are counted by several at once',
    changes: [
      {
        file: 'apps/planning/src/queue/slots.repository.ts',
        from: 'select pg_advisory_xact_lock(hashtext(current_schema), day.key)',
        to: 'select day.key',
      },
    ],
    caughtBy: { tests: 'apps/planning/test/decisions', named: 'gives it exactly once' },
  },
  {
    name: 'places are added up instead of counted anew',
    changes: [
      {
        file: 'apps/planning/src/queue/slots.repository.ts',
        from: 'set planned = excluded.planned, extra = excluded.extra,',
        to: 'set planned = excluded.planned, extra = slot.extra + excluded.extra,',
      },
    ],
    caughtBy: { tests: 'apps/planning/test/decisions', named: 'counts a child once' },
  },
  {
    name: 'a colour of the portal is too pale to read',
    changes: [
      {
        file: 'apps/portal/src/theme/tokens.css',
        from: '--text-muted: light-dark(#4e5a61, #b3bfc6);',
        to: '--text-muted: light-dark(#9aa5ab, #b3bfc6);',
      },
    ],
    caughtBy: {
      tests: 'test/journeys/portal/screens',
      named: 'is accessible and fits',
      project: 'web',
    },
  },
  {
    name: 'a button of the portal has no name',
    changes: [
      {
        file: 'apps/portal/src/ui/sheet.tsx',
        from: ' aria-label={words.close}',
        to: '',
      },
    ],
    caughtBy: {
      tests: 'test/journeys/portal/screens',
      named: 'is accessible and fits',
      project: 'web',
    },
  },
  {
    name: 'an element of the portal has a style of its own',
    changes: [
      {
        file: 'apps/portal/src/app/page.tsx',
        from: '<main id="main" ref={main}',
        to: '<main id="main" style={{ color: \'red\' }} ref={main}',
      },
    ],
    caughtBy: {
      tests: 'test/conventions/portal',
      named: 'has nothing that its policy would refuse',
      project: 'unit',
    },
  },
  {
    name: 'a word of the Dutch portal is English',
    changes: [
      { file: 'apps/portal/src/texts/shell.nl.ts', from: "close: 'Sluiten'", to: "close: 'Close'" },
    ],
    caughtBy: {
      tests: 'test/conventions/portal-words',
      named: 'are Dutch in Dutch',
      project: 'unit',
    },
  },
  {
    name: 'a draft is not kept',
    changes: [
      {
        file: 'apps/portal/src/drafts/draft-store.ts',
        from: `  set(addressOf(personId, name), { value, key, keptAt: Date.now() } satisfies Kept<T>, store).catch(
`,
        to: `  Promise.resolve(void [personId, name, value, key]).catch(
`,
      },
    ],
    caughtBy: {
      tests: 'test/journeys/portal/bad-luck',
      named: 'is there again after the tab was closed',
      project: 'web',
    },
  },
  {
    name: 'a request is sent without a key',
    changes: [
      {
        file: 'apps/portal/src/agenda/agenda.queries.ts',
        from: "api.POST('/api/care-requests', { body: request, params: keyed(key) })",
        to: "api.POST('/api/care-requests', { body: request, params: (void key, {}) as never })",
      },
    ],
    caughtBy: {
      tests: 'test/journeys/portal/bad-luck',
      named: 'is sent once, also when the answer was lost',
      project: 'web',
    },
  },
  {
    name: 'a tab shows the account that signed in last, whoever it belongs to',
    changes: [
      {
        file: 'apps/portal/src/app/accounts.ts',
        from: 'readKept<Person>(sessionStorage, TAB) ?? accountsOfDevice()[0] ?? null',
        to: 'accountsOfDevice()[0] ?? null',
      },
    ],
    caughtBy: {
      tests: 'test/journeys/portal/bad-luck',
      named: 'never mix: each tab is somebody',
      project: 'web',
    },
  },
];
