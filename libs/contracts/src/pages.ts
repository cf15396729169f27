import { allContracts } from './all.js';
import type { Rpc } from './contract.js';
import { files } from './files.js';
import { streams } from './live.js';
import * as identity from './identity/index.js';
import { page } from './page.js';
import * as planning from './planning/index.js';

/** What the gateway puts together out of several services. */
export const pages = {
  home: page(
    'gateway.pages.home',
    {
      route: 'GET /home',
      allow: ['parent'],
      id: 'Home',
      summary: 'The first page: who I am, my children, their next care days and what waits',
      description:
        'One answer of identity and planning (R29, R88). Where one of them is away its part is null and `missing` says why; the other part is there all the same. 503 or 504 only where all are away.',
    },
    { who: identity.home.get, care: planning.home.get },
  ),
};

/** Everything that has a route: the operations of the services, the pages, the files and the streams. */
export const apiContracts: readonly Rpc[] = [
  ...allContracts.filter(({ route }) => route !== null),
  ...Object.values(pages).map(({ contract }) => contract),
  ...Object.values(files).map(({ contract }) => contract),
  ...(Object.values(streams) as unknown as Rpc[]),
];
