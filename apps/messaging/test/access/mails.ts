import { accessTo } from '../../../../test/journeys/access-matrix/target.js';

export const access = accessTo(
  `
route               anon own  look blkd othr fpar staf away mngr fmgr left oper expd endd
GET /mails          401  ok   none none none none 403  403  403  403  401  403  401  401
GET /mails/:mailId  401  ok   404  404  404  404  403  403  403  403  401  403  401  401
`,
  {
    'GET /mails': { input: () => ({ limit: 100 }), shows: ({ own }) => [own.mailId] },
    'GET /mails/:mailId': {
      input: ({ own }) => ({ mailId: own.mailId }),
      shows: ({ own }) => [own.mailId],
    },
  },
);
