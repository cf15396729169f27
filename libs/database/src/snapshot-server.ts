import { continueTrace } from '@ouderportaal/bus';
import type { Fact, SnapshotPage, SnapshotPlace } from '@ouderportaal/bus/runtime';
import type { CrossTenantPool } from './cross-tenant-pool.js';
import type { Description, Snapshots } from './snapshots.js';
import type { TenantDatabase } from './tenant-database.js';
import type { ReadTx } from './tx.js';

const FACTS = 200;
/** Organisations without anything to tell are visited too. */
const TENANTS = 50;
/** A reply must stay below the broker's 1 MB. */
const BYTES = 700_000;

interface Told extends Fact {
  key: string;
}

/** The producer's side of a snapshot: its state, organisation by organisation, a page at a time. */
export class SnapshotServer {
  constructor(
    private readonly database: TenantDatabase,
    private readonly pool: CrossTenantPool,
    private readonly snapshots: Snapshots,
  ) {}

  /**
   * What it told until `asOf` is in the page: positions are given to what is committed, and the page is
   * read after. What the page shows beyond that is told again by the events that follow.
   */
  async page(subjects: readonly string[], from: SnapshotPlace | null): Promise<SnapshotPage> {
    const [row] = await this.pool.query<{ last: number }>('select last from outbox_position');
    const descriptions = this.snapshots.of(subjects);
    const told: Told[] = [];
    let place = from ?? (await this.tenantAfter(null));
    for (let visited = 0; place && told.length < FACTS && visited < TENANTS; visited += 1) {
      const here: SnapshotPlace = place;
      const read = await this.readOn(descriptions, here, FACTS - told.length);
      told.push(...read);
      if (told.length < FACTS) place = await this.tenantAfter(here.tenantId);
    }
    return { asOf: row?.last ?? 0, ...pageOf(told, place) };
  }

  private async tenantAfter(after: string | null): Promise<SnapshotPlace | null> {
    const [tenantId] = await this.snapshots.tenants(after, 1);
    return tenantId === undefined ? null : { tenantId, subject: null, after: null };
  }

  private readOn(
    descriptions: readonly Description[],
    { tenantId, subject, after }: SnapshotPlace,
    room: number,
  ): Promise<Told[]> {
    const begin = descriptions.findIndex(({ event }) => event.subject === subject);
    const rest = descriptions.slice(Math.max(0, begin));
    return this.database.read({ tenantId, trace: continueTrace() }, async (tx) => {
      const told: Told[] = [];
      for (const description of rest) {
        const key = description.event.subject === subject ? after : null;
        told.push(...(await tell(tx, description, key, room - told.length)));
        if (told.length >= room) break;
      }
      return told;
    });
  }
}

async function tell(
  tx: ReadTx,
  { event, describe }: Description,
  after: string | null,
  room: number,
): Promise<Told[]> {
  const { tenantId } = tx;
  const { subject } = event;
  const described = await describe(tx, after, room);
  return described.map(({ key, data }) => ({
    tenantId,
    subject,
    key,
    data: event.data.parse(data),
  }));
}

/** As much of it as fits; after what was cut off, or may have been, the next page goes on. */
function pageOf(
  told: readonly Told[],
  place: SnapshotPlace | null,
): Pick<SnapshotPage, 'facts' | 'next'> {
  const fitting = withinBytes(told);
  const last = fitting.at(-1);
  const isWhole = fitting.length === told.length && told.length < FACTS;
  return {
    facts: fitting.map(({ tenantId, subject, data }) => ({ tenantId, subject, data })),
    next: isWhole || !last ? place : placeOf(last),
  };
}

function placeOf({ tenantId, subject, key }: Told): SnapshotPlace {
  return { tenantId, subject, after: key };
}

function withinBytes(told: readonly Told[]): Told[] {
  let bytes = 0;
  const end = told.findIndex((one, index) => {
    bytes += JSON.stringify(one).length;
    return index > 0 && bytes > BYTES;
  });
  return end === -1 ? [...told] : told.slice(0, end);
}
