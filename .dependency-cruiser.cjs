/** Each rule speaks to the person it stops. */
module.exports = {
  forbidden: [
    {
      name: 'apps-are-islands',
      comment: 'Services know each other only through libs/contracts: add a contract or an event.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/migrate/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-stand-below',
      comment: 'A library knows nothing of what is built with it: pass it in, or move it down.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|cli|dev|test|bench)/' },
    },
    {
      name: 'what-ships-stands-alone',
      comment:
        'The production image holds apps, cli and their libraries; nothing of dev, test or bench is there.',
      severity: 'error',
      from: {
        path: '^(apps|libs|cli)/',
        pathNot:
          '/test/|\\.(spec|int-spec)\\.ts$|^libs/(testing|backing-services)/|^cli/restore-drill/',
      },
      to: { path: '^(dev|test|bench|libs/backing-services)/' },
    },
    {
      name: 'features-do-not-speak-nats',
      comment: 'A feature answers contracts and says events; the broker is a matter of libs/bus.',
      severity: 'error',
      from: {
        path: '^apps/(?!gateway/|migrate/|streams/)',
        pathNot: '/test/|sessions\\.broadcast\\.ts$',
      },
      to: { path: '^node_modules/@nats-io/' },
    },
    {
      name: 'features-take-the-front-door',
      comment:
        'A feature uses what index.ts of libs/bus and libs/database exports; runtime is for who starts a service.',
      severity: 'error',
      from: { path: '^apps/(?!gateway/|migrate/|streams/)', pathNot: '/test/' },
      to: { path: '^libs/(bus|database)/src/(?!index\\.ts$)' },
    },
    {
      name: 'contracts-are-a-leaf',
      comment: 'Contracts are what services say to each other; they depend on zod only.',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^(libs/contracts/|node_modules/zod/)' },
    },
    {
      name: 'kernel-depends-on-nothing',
      comment: 'The kernel is dates, times and the clock: no framework, no other library of ours.',
      severity: 'error',
      from: { path: '^libs/kernel/src/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/kernel/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'A rule takes values and gives a value. Load first, decide then, store last.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        pathNot:
          '^(libs/(kernel|contracts)/|node_modules/date-holidays/|apps/portal/src/dates/)|\\.rules\\.ts$',
      },
    },
    {
      name: 'sql-stays-in-repositories',
      comment: 'Write the statement in the feature’s *.repository.ts and call it with a tx.',
      severity: 'error',
      from: {
        path: '^apps/(?!migrate/)',
        pathNot: '\\.(repository|entity)\\.ts$|/database/|/test/',
      },
      to: { path: '^node_modules/(typeorm|pg)/' },
    },
    {
      name: 'the-portal-stands-apart',
      comment: 'The web app knows the API document only: nothing of the server reaches a browser.',
      severity: 'error',
      from: { path: '^apps/portal/' },
      to: { path: '^(libs|cli|dev|test|bench)/' },
    },
    {
      name: 'nobody-needs-the-portal',
      comment: 'It is built for browsers, by Vite: what runs in Node.js takes nothing from it.',
      severity: 'error',
      from: { pathNot: '^apps/portal/' },
      to: { path: '^apps/portal/' },
    },
    {
      name: 'screens-ask-through-queries',
      comment:
        'A question to the API has a name: a query or a sending in the feature’s *.queries.ts.',
      severity: 'error',
      from: { path: '^apps/portal/src/', pathNot: '^apps/portal/src/(app|api)/|\\.queries\\.ts$' },
      to: { path: '^apps/portal/src/api/client\\.ts$' },
    },
    {
      name: 'features-share-queries',
      comment:
        'Screens of one part take what another part asks, and nothing else of it; what both show goes to ui/, app/ or texts/.',
      severity: 'error',
      from: { path: '^apps/portal/src/(agenda|child|more|staff/planning|staff/requests)/' },
      to: {
        path: '^apps/portal/src/(agenda|child|more|staff/planning|staff/requests)/',
        pathNot: '^apps/portal/src/$1/|\\.queries\\.ts$',
      },
    },
    {
      name: 'the-gateway-has-no-database',
      comment: 'What the gateway needs it asks a service for.',
      severity: 'error',
      from: { path: '^apps/gateway/', pathNot: '/test/' },
      to: { path: '^(libs/database/|node_modules/(typeorm|pg)/)' },
    },
    {
      name: 'mails-know-no-kinds',
      comment:
        'A kind of mail is a folder in kinds/ and a line in its registry; what all kinds share takes it from there.',
      severity: 'error',
      from: { path: '^apps/messaging/src/(mails|delivery|copies|preview)/' },
      to: { path: '^apps/messaging/src/kinds/' },
    },
    {
      name: 'delivery-knows-no-mails',
      comment:
        'kinds -> mails -> delivery: what the delivery needs of a mail it asks through MailSource. Copies are only read.',
      severity: 'error',
      from: { path: '^apps/messaging/src/(delivery|copies)/' },
      to: { path: '^apps/messaging/src/', pathNot: '^apps/messaging/src/($1/|config\\.ts$)' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'tests-stay-outside',
      comment: 'Product code does not use test helpers.',
      severity: 'error',
      from: {
        path: '^(apps|libs|cli|dev)/',
        pathNot: '/test/|\\.(spec|int-spec)\\.ts$|^libs/testing/',
      },
      to: { path: '^libs/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
