import { randomBytes } from 'node:crypto';
import { until } from '@ouderportaal/testing';
import { Api } from '../../../dev/journey/api.js';
import type {
  Booking,
  CareRequest,
  ChildOptions,
  MailSummary,
  Page,
} from '../../../dev/journey/shapes.js';
import type { RunningPortal } from '../support/portal.js';
import { recordPart } from '../support/record-part.js';
import {
  canary,
  emailOf,
  familiesOf,
  logoOf,
  organisationOf,
  PASSWORD,
  placementsOf,
  planningOf,
} from './organisation.js';
import type { ActorKind } from './actors.js';

/** One thing that can be asked for, of one child. */
export interface Wish {
  childId: string;
  groupId: string;
  productId: string;
}

/** Somebody's things, by the names that the operations give to ids. */
export interface Things extends Wish {
  requestId: string;
  bookingId: string;
  mailId: string;
  sessionId: string;
}

const DAY_MS = 86_400_000;

/** Two organisations of the same shape in the running portal, their people signed in. */
export class World {
  private readonly api: Api;
  private readonly operator: Api;
  private day = 7;
  readonly slug: string;
  readonly foreignSlug: string;
  readonly mark = `A${randomBytes(4).toString('hex')}`;
  readonly foreignMark = `B${randomBytes(4).toString('hex')}`;
  readonly people = new Map<ActorKind, Api>();
  readonly tokens: string[] = [];
  private readonly tokenByApi = new Map<Api, string>();
  /** What is aimed at, and what is tried in its place. */
  own!: Things;
  strangers!: Things[];

  constructor(readonly portal: RunningPortal) {
    this.api = new Api(portal.url);
    this.operator = this.api.as(portal.operatorToken);
    this.slug = `matrix-${this.mark.toLowerCase()}`;
    this.foreignSlug = `matrix-${this.foreignMark.toLowerCase()}`;
  }

  get remark(): string {
    return canary(this.mark, 'Opmerking');
  }
  get device(): string {
    return canary(this.mark, 'Telefoon');
  }

  /** Whatever of the family that is aimed at could be seen. */
  get canaries(): string[] {
    return [
      ...['Ouderown', 'Familieown', 'KindC1', 'KindernaamC1'].map((what) =>
        canary(this.mark, what),
      ),
      emailOf(this.mark, 'own'),
      this.remark,
      this.device,
    ];
  }

  person(kind: ActorKind): Api {
    const found = this.people.get(kind);
    if (!found) throw new Error(`Nobody is ${kind}`);
    return found;
  }

  tokenOf(kind: ActorKind): string {
    return this.tokenByApi.get(this.person(kind)) ?? '';
  }

  async build(): Promise<void> {
    await this.record(this.slug, this.mark);
    await this.record(this.foreignSlug, this.foreignMark);
    for (const kind of ['own', 'look', 'blkd', 'othr', 'staf', 'away', 'mngr', 'left'] as const) {
      this.people.set(kind, await this.signIn(kind));
    }
    this.people.set(
      'fpar',
      await this.signInAs(this.foreignSlug, emailOf(this.foreignMark, 'own')),
    );
    this.people.set(
      'fmgr',
      await this.signInAs(this.foreignSlug, emailOf(this.foreignMark, 'mngr')),
    );
    this.people.set('anon', this.api);
    this.people.set('oper', this.operator);
    this.people.set('expd', await this.signIn('own'));
    this.people.set('endd', await this.signIn('own'));
    await this.done(this.person('endd').delete('/sessions/current'));
    await recordPart(this.operator, '', organisationOf(this.slug, this.mark, { hasLeft: true }));
    this.own = await this.thingsOf('own', (options) => options[0]);
    const [inGroup, elsewhere] = [
      await this.thingsOf('othr', (options) => options[0]),
      await this.thingsOf('othr', (options) => options[1]),
    ];
    this.strangers = [inGroup, elsewhere, await this.thingsOf('fpar', (options) => options[0])];
  }

  /** Signs somebody in once more, as another device. */
  signIn(kind: ActorKind): Promise<Api> {
    if (kind === 'anon') return Promise.resolve(this.api);
    if (kind === 'oper') return Promise.resolve(this.operator);
    if (kind === 'fpar') return this.signInAs(this.foreignSlug, emailOf(this.foreignMark, 'own'));
    if (kind === 'fmgr') return this.signInAs(this.foreignSlug, emailOf(this.foreignMark, 'mngr'));
    return this.signInAs(this.slug, emailOf(this.mark, kind));
  }

  /** The id of a session of the family's own, to be ended. */
  async anotherSession(kind: ActorKind): Promise<string> {
    const other = await this.signIn(kind);
    const { body } = await other.get<{ sessionId: string; isCurrent: boolean }[]>('/sessions');
    return body.find(({ isCurrent }) => isCurrent)?.sessionId ?? '';
  }

  /** A day that nobody has asked for yet. */
  freeDay(): string {
    for (;;) {
      this.day += 1;
      const day = new Date(Date.now() + this.day * DAY_MS);
      if (day.getUTCDay() % 6 !== 0) return day.toISOString().slice(0, 10);
    }
  }

  /** The day in so many days. */
  readonly today = (ahead: number): string =>
    new Date(Date.now() + ahead * DAY_MS).toISOString().slice(0, 10);

  /** An open request of the family's own, by the ids that operations ask for. */
  async openBooking(): Promise<{ requestId: string; bookingId: string }> {
    const { requestId, bookings } = await this.newRequest('own', this.own);
    return { requestId, bookingId: bookings[0]?.bookingId ?? '' };
  }

  /** A refused one, of which the decision can be taken back still. */
  async decidedBooking(): Promise<{ requestId: string; bookingIds: string[] }> {
    const { requestId, bookingId } = await this.openBooking();
    const decisions = [{ bookingId, outcome: 'rejected', reason: this.remark }];
    const answer = await this.person('staf').post(`/care-requests/${requestId}/decisions`, {
      decisions,
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return { requestId, bookingIds: [bookingId] };
  }

  /** An open request of somebody, for one morning. */
  async newRequest(kind: ActorKind, wish: Wish): Promise<CareRequest> {
    const answer = await this.person(kind).post<CareRequest>('/care-requests', {
      bookings: [{ ...pick(wish), on: this.freeDay() }],
      remark: kind === 'own' ? this.remark : canary(this.mark, 'AndereOpmerking'),
    });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  }

  private async thingsOf(
    kind: ActorKind,
    choose: (options: ChildOptions[]) => ChildOptions | undefined,
  ): Promise<Things> {
    const { body } = await this.person(kind).get<{ children: ChildOptions[] }>(
      `/care-options?on=${this.freeDay()}`,
    );
    const chosen = choose(body.children);
    const at = chosen?.groups[0];
    const wish: Wish = {
      childId: chosen?.child.childId ?? '',
      groupId: at?.group.groupId ?? '',
      productId: at?.options[0]?.productId ?? '',
    };
    const request = await this.newRequest(kind, wish);
    const [booking] = request.bookings as [Booking];
    const mail = await until(`a mail to ${kind}`, async () => {
      const page = await this.person(kind).get<Page<MailSummary>>('/mails');
      return page.body.items[0];
    });
    return {
      ...wish,
      requestId: request.requestId,
      bookingId: booking.bookingId,
      mailId: mail.mailId,
      sessionId: await this.anotherSession(kind),
    };
  }

  private async record(slug: string, mark: string): Promise<void> {
    await recordPart(this.operator, '', organisationOf(slug, mark));
    await recordPart(this.operator, '/logo', logoOf(slug));
    await recordPart(this.operator, '/families', familiesOf(slug, mark));
    await recordPart(this.operator, '/planning', planningOf(slug));
    await recordPart(this.operator, '/placements', placementsOf(slug));
  }

  private async signInAs(organisation: string, username: string): Promise<Api> {
    const { body } = await this.done(
      this.api.post<{ token: string }>('/sessions', {
        organisation,
        username,
        password: PASSWORD,
        deviceName: username === emailOf(this.mark, 'own') ? this.device : 'Telefoon',
      }),
    );
    this.tokens.push(body.token);
    const api = this.api.as(body.token);
    this.tokenByApi.set(api, body.token);
    return api;
  }

  private async done<A extends { status: number; body: unknown }>(answer: Promise<A>): Promise<A> {
    const { status, body } = await answer;
    if (status >= 400) throw new Error(JSON.stringify(body));
    return answer;
  }
}

const pick = ({ childId, groupId, productId }: Wish): Wish => ({ childId, groupId, productId });
