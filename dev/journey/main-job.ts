import type { Answer } from './api.js';
import { dayAhead, daysForTwo, canAskForTwo, type FreeDay } from './find-days.js';
import { DemoPeople, type Person } from './people.js';
import type {
  Booking,
  CalendarEntry,
  CareRequest,
  MailSummary,
  Page,
  Problem,
  QueueItem,
} from './shapes.js';
import { eventually, JourneyFailed, type Transcript } from './transcript.js';

// Its families hear at once: nobody takes a decision back there.
const ORGANISATION = 'kindcentrum-de-linde';
const ANOTHER = 'de-zevensprong';

interface Cast {
  parent: Person;
  otherFamily: Person;
  otherOrganisation: Person;
  staff: Person;
  otherLocation: Person;
}

/** A family asks for extra days and gets an answer: the whole of it over HTTP, every step checked. */
export async function mainJob(portalUrl: string, mailPage: string | undefined, log: Transcript) {
  const people = await DemoPeople.of(portalUrl);
  const cast = await signEverybodyIn(people, log);
  const days = await lookAround(cast, log);
  const request = await ask(cast, days, log);
  const receipt = await mailOf(cast.parent, request, 'request-receipt');
  log.check(`${cast.parent.name} gets a receipt by mail: “${receipt.subject}”.`, true);
  await strangersSeeNothing(cast, request, log);
  await decide(cast, request, log);
  await oneMail(cast, { request, mailPage }, log);
  await theOutcomeShows(cast, request, log);
  await signOut(cast.parent, log);
}

async function signEverybodyIn(people: DemoPeople, log: Transcript): Promise<Cast> {
  log.chapter('Signing in');
  const parents = await people.everybody(ORGANISATION, 'parent');
  const parent = await firstThat(parents, ({ api }) => canAskForTwo(api));
  log.check(`${parent.name} signs in with debtor number ${parent.username}.`, true);
  const me = await parent.api.get<{ role: string }>('/sessions/current');
  log.check('The portal knows her or him as a parent.', [me.status, me.body.role], [200, 'parent']);
  const wrong = await parent.api.post<Problem>('/sessions', {
    organisation: ORGANISATION,
    username: parent.username,
    password: 'not the password at all',
  });
  log.check('With a wrong password nobody gets in.', codeOf(wrong), '401 login-failed');
  const [first] = await daysForTwo(parent.api, 1);
  const groupId = first?.wishes[0]?.groupId;
  const staff = await people.everybody(ORGANISATION, 'staff');
  const worksThere = async ({ api }: Person) => {
    const { body } = await api.get<{ groupId: string }[]>('/groups');
    return body.some((group) => group.groupId === groupId);
  };
  const others = people.usernames(ANOTHER, 'parent');
  return {
    parent,
    otherFamily: await firstThat(parents, async (one) => one.username !== parent.username),
    otherOrganisation: await people.signIn(ANOTHER, others[0] ?? ''),
    staff: await firstThat(staff, worksThere),
    otherLocation: await firstThat(staff, async (one) => !(await worksThere(one))),
  };
}

async function lookAround({ parent }: Cast, log: Transcript): Promise<FreeDay[]> {
  log.chapter('Looking at the calendar');
  const { body, status } = await parent.api.get<{ entries: CalendarEntry[] }>(
    `/calendar?from=${dayAhead(0)}&until=${dayAhead(30)}`,
  );
  const children = new Set(body.entries.map(({ child }) => child.firstName));
  log.check(
    `The calendar of the coming month shows ${body.entries.length} care moments of ${[...children].join(' and ')} together.`,
    [status, children.size >= 2],
    [200, true],
  );
  const days = await daysForTwo(parent.api, 2);
  for (const { on, wishes } of days) {
    const offers = wishes.map(
      ({ firstName, option }) =>
        `${firstName} ${option.productName} ${option.startsAt}–${option.endsAt}`,
    );
    log.say(`On ${on} is possible: ${offers.join('; ')}.`);
  }
  log.check('There are two days on which both children can be asked for.', days.length, 2);
  return days;
}

async function ask({ parent }: Cast, days: FreeDay[], log: Transcript): Promise<CareRequest> {
  log.chapter('Asking');
  const draft = {
    bookings: days.flatMap(({ on, wishes }) =>
      wishes.map(({ childId, groupId, option }) => ({
        childId,
        groupId,
        productId: option.productId,
        on,
      })),
    ),
    remark: 'Wij moeten die dagen allebei werken.',
    lapsesOn: days[0]?.on,
  };
  const preview = await parent.api.post<CareRequest>('/care-requests/preview', draft);
  const { points, cents } = preview.body.total;
  const worth = points === null ? `€ ${(cents ?? 0) / 100}` : `${points} points`;
  log.check(`Before sending, the request is worth ${worth}.`, preview.status, 200);
  const key = {
    'idempotency-key': `journey-${draft.bookings[0]?.childId ?? ''}-${days[0]?.on ?? ''}`,
  };
  const sent = await parent.api.post<CareRequest>('/care-requests', draft, key);
  log.check(
    `One request for two children and two days is sent, waiting until ${sent.body.lapsesOn ?? ''}.`,
    [sent.status, sent.body.bookings.map(({ status }) => status)],
    [201, ['requested', 'requested', 'requested', 'requested']],
  );
  const again = await parent.api.post<CareRequest>('/care-requests', draft, key);
  log.check('Sending it a second time by accident changes nothing.', again.body, sent.body);
  const twice = await parent.api.post<Problem>('/care-requests', draft);
  log.check('A new request for the same days is refused.', codeOf(twice), '409 already-requested');
  return sent.body;
}

async function strangersSeeNothing(cast: Cast, request: CareRequest, log: Transcript) {
  log.chapter('What others see of it');
  const { requestId, bookings } = request;
  const [first] = bookings;
  const strangers: [string, Person][] = [
    ['A parent of another family', cast.otherFamily],
    ['A parent of another organisation', cast.otherOrganisation],
    ['A staff member of another location', cast.otherLocation],
  ];
  for (const [who, { api }] of strangers) {
    const seen = await api.get<Problem>(`/care-requests/${requestId}`);
    log.check(`${who} cannot see the request.`, codeOf(seen), '404 not-found');
  }
  for (const [who, { api }] of strangers.slice(0, 2)) {
    const path = `/care-requests/${requestId}/bookings/${first?.bookingId ?? ''}/cancel`;
    log.check(`${who} cannot cancel it.`, codeOf(await api.post(path, {})), '404 not-found');
    const list = await api.get<Page<Booking>>('/care-requests');
    const theirs = list.body.items.some((booking) => booking.requestId === requestId);
    log.check(`${who} does not find it in the overview.`, theirs, false);
    const ask = await api.post<Problem>('/care-requests', {
      bookings: [
        {
          childId: first?.child.childId,
          groupId: first?.group.groupId,
          productId: requestId,
          on: first?.on,
        },
      ],
    });
    log.check(`${who} cannot ask for these children.`, codeOf(ask), '404 not-found');
  }
  const queue = await cast.otherLocation.api.get<Page<QueueItem>>('/request-queue?limit=100');
  const isThere = queue.body.items.some((item) => item.requestId === requestId);
  log.check('It is not in the queue of another location.', isThere, false);
  const decision = await cast.otherLocation.api.post(`/care-requests/${requestId}/decisions`, {
    decisions: [{ bookingId: first?.bookingId, outcome: 'approved' }],
  });
  log.check('Nobody there can decide on it.', codeOf(decision), '404 not-found');
  const self = await cast.parent.api.post(`/care-requests/${requestId}/decisions`, {
    decisions: [{ bookingId: first?.bookingId, outcome: 'approved' }],
  });
  log.check('Nor can the parent.', codeOf(self), '403 not-allowed');
}

async function decide({ staff }: Cast, request: CareRequest, log: Transcript) {
  log.chapter('Deciding');
  const items = await queueOf(staff, request.requestId);
  const mine = items.flatMap(({ bookings }) => bookings);
  log.check(`${staff.name} of the location finds the four bookings in the queue.`, mine.length, 4);
  log.check('The remark is with them.', items[0]?.remark, request.remark);
  for (const { booking, occupancy } of mine) {
    const full = occupancy
      .map(
        ({ daypart, planned, extra, capacity }) =>
          `${daypart} ${planned + extra}/${capacity ?? '∞'}`,
      )
      .join(', ');
    log.say(`${booking.on} ${booking.child.firstName} in ${booking.group.groupName}: ${full}.`);
  }
  log.check(
    'Each shows how full the group is, and that nothing stands in the way.',
    mine.every(({ occupancy, obstacle }) => occupancy.length > 0 && obstacle === null),
  );
  const refused = mine.at(-1)?.booking;
  const approved = mine.slice(0, -1).map(({ booking }) => booking);
  const path = `/care-requests/${request.requestId}/decisions`;
  const partly = await staff.api.post<CareRequest>(path, {
    decisions: approved.map(({ bookingId }) => ({ bookingId, outcome: 'approved' })),
  });
  log.check(
    'Three of them are approved; the request stays open.',
    [partly.status, partly.body.isOpen],
    [200, true],
  );
  const bare = await staff.api.post(path, {
    decisions: [{ bookingId: refused?.bookingId, outcome: 'rejected' }],
  });
  log.check('A refusal without a reason is not taken.', codeOf(bare), '400 invalid-input');
  const rest = await staff.api.post<CareRequest>(path, {
    decisions: [
      {
        bookingId: refused?.bookingId,
        outcome: 'rejected',
        reason: 'Die dag is er een uitstapje.',
      },
    ],
  });
  log.check(
    'The last one is refused with a reason.',
    [rest.status, rest.body.isOpen],
    [200, false],
  );
}

async function oneMail(
  { parent }: Cast,
  { request, mailPage }: { request: CareRequest; mailPage: string | undefined },
  log: Transcript,
) {
  log.chapter('Hearing of it');
  const mail = await mailOf(parent, request, 'request-decided');
  const whole = await parent.api.get<{ text: string }>(`/mails/${mail.mailId}`);
  log.check(`${parent.name} gets a mail: “${mail.subject}”.`, whole.status, 200);
  const names = request.bookings.map(({ child }) => child.firstName);
  const isDiscreet = names.every((name) => !whole.body.text.includes(name));
  log.check('It names no child.', isDiscreet);
  const all = (await mailsSince(parent, request)).map(({ kind }) => kind).sort();
  log.check('It is the only one after the receipt.', all, ['request-decided', 'request-receipt']);
  if (mailPage === undefined) return;
  const caught = await eventually('the mail server', async () => {
    const response = await fetch(`${mailPage}/api/mails`);
    const mails = (await response.json()) as { subject: string }[];
    return mails.some(({ subject }) => subject === mail.subject) ? mails : undefined;
  });
  log.check('The mail server has really taken it.', caught.length > 0);
}

async function theOutcomeShows({ parent }: Cast, request: CareRequest, log: Transcript) {
  log.chapter('Seeing the outcome');
  const { body } = await parent.api.get<CareRequest>(`/care-requests/${request.requestId}`);
  const statuses = body.bookings.map(({ status }) => status);
  log.check('The request shows what was decided.', statuses.sort(), [
    'approved',
    'approved',
    'approved',
    'rejected',
  ]);
  const reason = body.bookings.find(({ status }) => status === 'rejected')?.reason;
  log.check('And why one day was refused.', reason, 'Die dag is er een uitstapje.');
  const overview = await parent.api.get<Page<Booking>>('/care-requests?limit=100');
  const rows = overview.body.items.filter(({ requestId }) => requestId === request.requestId);
  log.check('The overview lists all four with their status.', rows.length, 4);
  const days = [...new Set(request.bookings.map(({ on }) => on))].sort();
  const calendar = await parent.api.get<{ entries: CalendarEntry[] }>(
    `/calendar?from=${days[0] ?? ''}&until=${days.at(-1) ?? ''}`,
  );
  const ids = new Set(request.bookings.map(({ bookingId }) => bookingId));
  const entries = calendar.body.entries.filter(({ bookingId }) => ids.has(bookingId ?? ''));
  log.check('And so does the calendar.', entries.map(({ status }) => status).sort(), statuses);
}

async function signOut({ api, name }: Person, log: Transcript) {
  log.chapter('Signing out');
  log.check(`${name} signs out.`, (await api.delete('/sessions/current')).status, 200);
  log.check(
    'The session is over at once.',
    codeOf(await api.get('/calendar')),
    '401 not-signed-in',
  );
}

async function queueOf({ api }: Person, requestId: string): Promise<QueueItem[]> {
  const items: QueueItem[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const { body } = await api.get<Page<QueueItem>>(`/request-queue?limit=100${next}`);
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items.filter((item) => item.requestId === requestId);
}

async function mailOf(parent: Person, request: CareRequest, kind: string): Promise<MailSummary> {
  return eventually(`the mail ${kind}`, async () =>
    (await mailsSince(parent, request)).find((mail) => mail.kind === kind),
  );
}

/** The newest mails first; every mail names the day and time of its cause in its own order of arrival. */
async function mailsSince({ api }: Person, request: CareRequest & { submittedAt?: string }) {
  const { body } = await api.get<Page<MailSummary>>('/mails?limit=100');
  return body.items.filter(({ createdAt }) => createdAt >= (request.submittedAt ?? ''));
}

function codeOf(answer: Answer): string {
  return `${answer.status} ${(answer.body as Partial<Problem> | null)?.code ?? ''}`.trim();
}

async function firstThat(all: Person[], is: (one: Person) => Promise<boolean>): Promise<Person> {
  for (const one of all) if (await is(one)) return one;
  throw new JourneyFailed('The demo has nobody for this part of the journey');
}
