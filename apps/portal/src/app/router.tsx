import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import { Loading } from '../ui/loading.js';
import { account, lastOrganisation, type Person } from './accounts.js';
import { Broken, Missing, Root } from './root.js';
import { Shell } from './shell.js';
import { startOf } from './start-of.js';

const root = createRootRoute({
  component: Root,
  notFoundComponent: Missing,
  errorComponent: Broken,
});

const WhichOrganisation = lazyRouteComponent(
  () => import('../sign-in/which-organisation.screen.js'),
  'WhichOrganisationScreen',
);

const whichOrganisation = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    const person = account();
    if (person) throw redirect({ to: startOf(person), replace: true });
    const organisation = lastOrganisation();
    if (organisation) {
      throw redirect({ to: '/o/$organisation', params: { organisation }, replace: true });
    }
  },
  component: WhichOrganisation,
});

const otherOrganisation = createRoute({
  getParentRoute: () => root,
  path: '/o',
  component: WhichOrganisation,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/o/$organisation',
  validateSearch: ({ naar }: Record<string, unknown>): { naar?: string } =>
    // Only an address of our own: nothing that begins like another site's.
    typeof naar === 'string' && /^\/(?!\/)[\w/?=&-]*$/.test(naar) ? { naar } : {},
  component: lazyRouteComponent(() => import('../sign-in/sign-in.screen.js'), 'SignInScreen'),
});

const about = createRoute({
  getParentRoute: () => root,
  path: '/over/$page',
  component: lazyRouteComponent(() => import('../about/about.screen.js'), 'AboutScreen'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: ({ location: { href } }) => {
    if (account()) return;
    const organisation = lastOrganisation();
    if (!organisation) throw redirect({ to: '/' });
    throw redirect({ to: '/o/$organisation', params: { organisation }, search: { naar: href } });
  },
  component: Shell,
});

const only = (...roles: Person['role'][]) => ({
  beforeLoad: () => {
    const person = account();
    if (person && !roles.includes(person.role)) throw notFound();
  },
});

const parents = createRoute({ getParentRoute: () => signedIn, id: 'parents', ...only('parent') });
const staff = createRoute({
  getParentRoute: () => signedIn,
  id: 'staff',
  ...only('staff', 'manager'),
});

const child = createRoute({
  getParentRoute: () => parents,
  path: '/kind',
  component: lazyRouteComponent(() => import('../child/child.screen.js'), 'ChildScreen'),
});

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const agenda = createRoute({
  getParentRoute: () => parents,
  path: '/agenda',
  validateSearch: (search: Record<string, unknown>): { maand?: string; dag?: string } => ({
    ...(typeof search['maand'] === 'string' && MONTH.test(search['maand'])
      ? { maand: search['maand'] }
      : {}),
    ...(typeof search['dag'] === 'string' && DATE.test(search['dag'])
      ? { dag: search['dag'] }
      : {}),
  }),
  component: lazyRouteComponent(() => import('../agenda/agenda.screen.js'), 'AgendaScreen'),
});

const newRequest = createRoute({
  getParentRoute: () => parents,
  path: '/agenda/aanvraag',
  component: lazyRouteComponent(() => import('../agenda/request.screen.js'), 'RequestScreen'),
});

const requests = createRoute({
  getParentRoute: () => parents,
  path: '/agenda/aanvragen',
  validateSearch: ({ toon }: Record<string, unknown>): { toon?: 'open' | 'beslist' } =>
    toon === 'open' || toon === 'beslist' ? { toon } : {},
  component: lazyRouteComponent(() => import('../agenda/requests.screen.js'), 'RequestsScreen'),
});

const request = createRoute({
  getParentRoute: () => parents,
  path: '/agenda/aanvragen/$requestId',
  component: lazyRouteComponent(
    () => import('../agenda/one-request.screen.js'),
    'OneRequestScreen',
  ),
});

const mails = createRoute({
  getParentRoute: () => parents,
  path: '/overig/mails',
  component: lazyRouteComponent(() => import('../more/mails.screen.js'), 'MailsScreen'),
});

const mail = createRoute({
  getParentRoute: () => parents,
  path: '/overig/mails/$mailId',
  component: lazyRouteComponent(() => import('../more/mail.screen.js'), 'MailScreen'),
});

const more = createRoute({
  getParentRoute: () => signedIn,
  path: '/overig',
  component: lazyRouteComponent(() => import('../more/more.screen.js'), 'MoreScreen'),
});

const help = createRoute({
  getParentRoute: () => signedIn,
  path: '/hulp/$screen',
  component: lazyRouteComponent(() => import('../help/help.screen.js'), 'HelpScreen'),
});

const queue = createRoute({
  getParentRoute: () => staff,
  path: '/aanvragen',
  validateSearch: ({ groep }: Record<string, unknown>): { groep?: string } =>
    typeof groep === 'string' ? { groep } : {},
  component: lazyRouteComponent(() => import('../staff/requests/queue.screen.js'), 'QueueScreen'),
});

const planning = createRoute({
  getParentRoute: () => staff,
  path: '/planning',
  validateSearch: (search: Record<string, unknown>): { groep?: string; week?: string } => ({
    ...(typeof search['groep'] === 'string' ? { groep: search['groep'] } : {}),
    ...(typeof search['week'] === 'string' && DATE.test(search['week'])
      ? { week: search['week'] }
      : {}),
  }),
  component: lazyRouteComponent(
    () => import('../staff/planning/planning.screen.js'),
    'PlanningScreen',
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    whichOrganisation,
    otherOrganisation,
    signIn,
    about,
    signedIn.addChildren([
      parents.addChildren([child, agenda, newRequest, requests, request, mails, mail]),
      staff.addChildren([queue, planning]),
      more,
      help,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Loading />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
