import { afterAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { until } from '@ouderportaal/testing';
import { ORGANISATION } from '../../../dev/journey/portal-job.js';
import { browsing } from './support/browser.js';
import { bookingFor, casting, enters } from './support/cast.js';
import { bindScreens, faultsOf, misfitsOf, violationsOf } from './support/check-screen.js';
import { Visitor } from '../../../dev/journey/visitors.js';

const browser = browsing();

type Who = 'nobody' | 'parent' | 'staff';

/** One row a screen; `state` brings about what is not there by itself. */
interface Screen {
  name: string;
  who: Who;
  path: string | (() => string);
  state?(page: Page): Promise<void>;
  /** Of an address that leads nowhere there is nothing to explain. */
  isNowhere?: boolean;
}

let request = '';
let mail = '';
const stage = casting(async (cast) => {
  const { api } = cast.parent;
  const sent = await api.post<{ requestId: string }>('/care-requests', {
    bookings: [bookingFor(cast)],
    remark: 'Kan het ook een uur eerder?',
  });
  request = sent.body.requestId;
  mail = await until('a mail', async () => {
    const { body } = await api.get<{ items: { mailId: string }[] }>('/mails?limit=1');
    return body.items[0]?.mailId;
  });
});

afterAll(bindScreens);

const away = (path: string) => async (page: Page) => {
  await page.route(path, async (route) => {
    await route.abort();
  });
  await page.reload();
};
const refused = (path: string, status: number, code: string) => async (page: Page) => {
  const problem = {
    type: 'x',
    title: 'x',
    status,
    code,
    detail: 'x',
    instance: 'x',
    traceId: '7f3a',
  };
  await page.route(path, async (route) => {
    await route.fulfill({ status, contentType: 'application/problem+json', json: problem });
  });
  await page.reload();
};
const emptyPage = (path: string) => async (page: Page) => {
  await page.route(path, async (route) => {
    await route.fulfill({ json: { items: [], nextCursor: null } });
  });
  await page.reload();
};

const SCREENS: Screen[] = [
  { name: 'A1-which', who: 'nobody', path: '/o' },
  { name: 'A2-sign-in', who: 'nobody', path: `/o/${ORGANISATION}` },
  { name: 'A2-unknown', who: 'nobody', path: '/o/no-such-organisation' },
  {
    name: 'A2-wrong',
    who: 'nobody',
    path: `/o/${ORGANISATION}`,
    state: async (page) => {
      await page.getByRole('button', { name: 'Inloggen' }).click();
      await page.getByRole('alert').or(page.getByRole('group')).first().waitFor();
    },
  },
  { name: 'A6-privacy', who: 'nobody', path: '/over/privacy' },
  { name: 'A6-accessibility', who: 'nobody', path: '/over/toegankelijkheid' },
  { name: 'A6-disclosure', who: 'nobody', path: '/over/kwetsbaarheid-melden' },
  { name: 'P1-child', who: 'parent', path: '/kind' },
  {
    name: 'P1-child-error',
    who: 'parent',
    path: '/kind',
    state: refused('**/api/home', 500, 'internal'),
  },
  { name: 'P10-calendar', who: 'parent', path: '/agenda' },
  { name: 'P10-day', who: 'parent', path: () => `/agenda?dag=${stage.cast.day.on}` },
  { name: 'P10-day-past', who: 'parent', path: '/agenda?dag=2026-01-05' },
  {
    name: 'P10-day-chosen',
    who: 'parent',
    path: () => `/agenda?dag=${stage.cast.day.on}`,
    state: async (page) => {
      await page.getByRole('checkbox').first().check();
      await page.getByRole('button', { name: /versturen$/ }).waitFor();
    },
  },
  { name: 'P10-calendar-away', who: 'parent', path: '/agenda', state: away('**/api/calendar*') },
  { name: 'P11-new-request', who: 'parent', path: '/agenda/aanvraag' },
  { name: 'P14-requests', who: 'parent', path: '/agenda/aanvragen' },
  {
    name: 'P14-requests-empty',
    who: 'parent',
    path: '/agenda/aanvragen',
    state: emptyPage('**/api/care-requests?*'),
  },
  { name: 'P14-request', who: 'parent', path: () => `/agenda/aanvragen/${request}` },
  {
    name: 'P14-request-unknown',
    who: 'parent',
    path: '/agenda/aanvragen/0190b8a4-0000-7000-8000-000000000000',
  },
  {
    name: 'P14-cancel',
    who: 'parent',
    path: () => `/agenda/aanvragen/${request}`,
    state: async (page) => {
      await page
        .getByRole('button', { name: /^Annuleer/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'P23-more', who: 'parent', path: '/overig' },
  { name: 'P33-mails', who: 'parent', path: '/overig/mails' },
  {
    name: 'P33-mails-empty',
    who: 'parent',
    path: '/overig/mails',
    state: emptyPage('**/api/mails?*'),
  },
  { name: 'P33-mail', who: 'parent', path: () => `/overig/mails/${mail}` },
  { name: 'P34-help', who: 'parent', path: '/hulp/agenda' },
  { name: 'missing', who: 'parent', path: '/er/is/niets', isNowhere: true },
  { name: 'not-for-parents', who: 'parent', path: '/planning', isNowhere: true },
  { name: 'S2-queue', who: 'staff', path: '/aanvragen' },
  {
    name: 'S2-queue-empty',
    who: 'staff',
    path: '/aanvragen',
    state: emptyPage('**/api/request-queue?*'),
  },
  {
    name: 'S2-reject',
    who: 'staff',
    path: '/aanvragen',
    state: async (page) => {
      await page
        .getByRole('button', { name: /^Afwijzen/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'S2-decided',
    who: 'staff',
    path: '/aanvragen',
    state: async (page) => {
      // Nothing is decided for the screens that come after this one.
      await page.route('**/api/care-requests/*/decisions', (route) =>
        route.fulfill({ json: { requestId: 'of-this-picture', takeBackSeconds: 60 } }),
      );
      await page
        .getByRole('button', { name: /^Goedkeuren/ })
        .first()
        .click();
      await page.getByRole('button', { name: /^Terugnemen/ }).waitFor();
    },
  },
  { name: 'S6-planning', who: 'staff', path: '/planning' },
  { name: 'S23-more', who: 'staff', path: '/overig' },
  { name: 'not-for-staff', who: 'staff', path: '/agenda', isNowhere: true },
];

/** One load in each scheme, at each width; axe looks once in each scheme. */
const LOOKS = [
  { colorScheme: 'light', widths: [320, 1280, 390], stretches: true },
  { colorScheme: 'dark', widths: [320, 1280], stretches: false },
] as const;

async function signedIn(device: BrowserContext, who: Who): Promise<Page> {
  const visitor = await Visitor.at(device);
  if (who === 'nobody') return visitor.page;
  return (await enters(visitor, { cast: stage.cast, who })).page;
}

async function faultsIn(
  page: Page,
  screen: Screen,
  look: (typeof LOOKS)[number],
): Promise<string[]> {
  await page.goto(typeof screen.path === 'string' ? screen.path : screen.path());
  await page.getByRole('heading', { level: 1 }).waitFor();
  await screen.state?.(page);
  const faults: string[] = [];
  for (const width of look.widths) {
    await page.setViewportSize({ width, height: 800 });
    faults.push(
      ...(await faultsOf(page, `${screen.name}-${width}-${look.colorScheme}`, !screen.isNowhere)),
    );
  }
  if (look.stretches) faults.push(...(await misfitsOf(page, screen.name)));
  const violations = await violationsOf(page);
  await page.unrouteAll();
  return [...faults, ...violations.map((violation) => `${screen.name}: ${violation}`)];
}

const STRANGE = [
  `<img src=x onerror="globalThis.ranMarkup = true"><script>globalThis.ranMarkup = true</script>`,
  'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessen',
  'محمد عبد الرحمن بن يوسف',
  '👨‍👩‍👧‍👦 Zoë-Ömer 🦔',
  'Anne-Fleur Maria Johanna Petronella van der Meulen-Oosterhuis tot Wateringen en',
];
const TEXTS =
  /^(firstName|lastName|childLastName|displayName|groupName|locationName|productName|name|remark|reason|daypart|deviceName|subject)$/;

/** Answers what the portal answers, with other names in it: each text field gets the next strange one. */
async function withStrangeNames(route: Route): Promise<void> {
  if (route.request().method() !== 'GET') return route.fallback();
  const response = await route.fetch();
  if (!/json/.test(response.headers()['content-type'] ?? '')) return route.fulfill({ response });
  let turn = 0;
  const body = JSON.parse(await response.text(), (key, value: unknown) =>
    typeof value === 'string' && TEXTS.test(key) ? STRANGE[turn++ % STRANGE.length] : value,
  ) as unknown;
  await route.fulfill({ response, json: body });
}

describe('M16: every screen in every state', () => {
  it.each(LOOKS)(
    'is accessible and fits: $colorScheme',
    async (look) => {
      const faults: string[] = [];
      for (const who of ['nobody', 'parent', 'staff'] as const) {
        const device = await browser.device({ colorScheme: look.colorScheme });
        const page = await signedIn(device, who);
        for (const screen of SCREENS.filter((each) => each.who === who)) {
          faults.push(...(await faultsIn(page, screen, look)));
        }
        await device.close();
      }
      expect(faults).toEqual([]);
    },
    180_000,
  );

  it('holds names of any kind, and runs none of them', async () => {
    const faults: string[] = [];
    for (const who of ['parent', 'staff'] as const) {
      const page = await signedIn(await browser.device(), who);
      await page.route(/\/api\/(?!live|sessions)/, withStrangeNames);
      for (const screen of SCREENS.filter((each) => each.who === who && !each.state)) {
        await page.goto(typeof screen.path === 'string' ? screen.path : screen.path());
        await page.setViewportSize({ width: 320, height: 800 });
        faults.push(
          ...(await faultsOf(page, `${screen.name}-strange-names`, !screen.isNowhere)),
          ...(await violationsOf(page)),
        );
        expect(await page.evaluate('globalThis.ranMarkup')).toBeUndefined();
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('has a row: each address of the router is looked at', () => {
    const router = readFileSync('apps/portal/src/app/router.tsx', 'utf8');
    const paths = [...router.matchAll(/path: '(\/[^']*)'/g)].map(([, path]) => path ?? '');
    const asPattern = (path: string) => new RegExp(`^${path.replace(/\$\w+/g, '[^/]+')}/?(\\?|$)`);
    const looked = SCREENS.map(({ path }) => (typeof path === 'string' ? path : path()));
    const without = paths.filter((path) => !looked.some((each) => asPattern(path).test(each)));
    expect(without.filter((path) => path !== '/')).toEqual([]);
  });
});
