import { identity, type ImportChange, planning, type Rpc } from '@ouderportaal/contracts';

import type { Place } from './import-error.js';
import type { FamilyParts, OrganisationFolder } from './organisation-folder.js';
import { placeOf, type Sourced } from './table.js';
import type { GuardianshipRow } from './tables.js';

export type Path = readonly PropertyKey[];

/** One request of an import. */
export interface Message {
  readonly contract: Rpc;
  /** For the progress line: `families 201-400 of 8000`. */
  readonly title: string;
  readonly body: object;
  /** Where in the folder a path of the body comes from. */
  readonly placeOf: (path: Path) => Place;
  /**
   * For a message that repeats rows of an earlier one so that it can stand alone: which changes are its
   * own, and how many rows. Undefined: everything in it is.
   */
  readonly own?: { readonly counts: (change: ImportChange) => boolean; readonly rows: number };
}

/** NATS carries 1 MB; the rest is room for the envelope. */
export const MAX_BYTES = 600_000;
const MAX_FAMILIES = 200;
const MAX_PLACEMENTS = 300;

export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value)) + 1;
}

function oneRow(value: unknown): Weight {
  return { rows: 1, bytes: sizeOf(value) };
}

/** How much of a message something takes. */
interface Weight {
  readonly rows: number;
  readonly bytes: number;
}

/** Consecutive things, as many as fit into one message. */
export function* chunked<T>(
  things: Iterable<T>,
  maxRows: number,
  weigh: (thing: T) => Weight,
): Generator<T[]> {
  let chunk: T[] = [];
  let total = { rows: 0, bytes: 0 };
  for (const thing of things) {
    const { rows, bytes } = weigh(thing);
    const isFull = total.rows + rows > maxRows || total.bytes + bytes > MAX_BYTES;
    if (chunk.length > 0 && isFull) {
      yield chunk;
      chunk = [];
      total = { rows: 0, bytes: 0 };
    }
    chunk.push(thing);
    total = { rows: total.rows + rows, bytes: total.bytes + bytes };
  }
  if (chunk.length > 0) yield chunk;
}

export function profileOf(
  { file: { settings } }: OrganisationFolder,
  portalUrl: string,
): identity.OrganisationProfile {
  const { name, language, timeZone, loginName, branding } = settings;
  const { addressForm, languages, contact, features } = settings;
  return {
    name,
    language,
    timeZone,
    loginName,
    branding,
    portalUrl: settings.portalUrl ?? portalUrl,
    addressForm,
    languages,
    contact,
    features,
  };
}

export function isForeign(
  { value }: Sourced<GuardianshipRow>,
  parts: FamilyParts,
  { familyOfGuardian }: OrganisationFolder,
): boolean {
  return familyOfGuardian.get(value.guardian) !== parts.family.value.number;
}

/** A family without the guardianships that must wait for another family. */
function familyRow(
  parts: FamilyParts,
  waiting: ReadonlySet<Sourced<GuardianshipRow>> = new Set(),
): identity.FamilyRow {
  return {
    number: parts.family.value.number,
    guardians: parts.guardians.map(({ value: { family: _family, ...guardian } }) => guardian),
    children: parts.children.map(({ value: { family: _family, ...child } }) => child),
    guardianships: parts.hasGuardianships
      ? parts.guardianships.filter((row) => !waiting.has(row)).map(({ value }) => value)
      : undefined,
  };
}

export function* familyMessages(
  families: readonly FamilyParts[],
  waiting: ReadonlySet<Sourced<GuardianshipRow>>,
  title: string,
): Generator<Message & { readonly families: readonly FamilyParts[] }> {
  let sent = 0;
  const rows = families.values().map((parts) => ({ parts, row: familyRow(parts, waiting) }));
  for (const chunk of chunked(rows, MAX_FAMILIES, ({ row }) => oneRow(row))) {
    const parts = chunk.map((each) => each.parts);
    yield {
      contract: identity.imports.families,
      title: `${title} ${range(sent, chunk.length, families.length)}`,
      body: { families: chunk.map(({ row }) => row) },
      placeOf: ([, at, ...path]) => placeInFamily(parts[at as number], path, waiting),
      families: parts,
    };
    sent += chunk.length;
  }
}

function placeInFamily(
  parts: FamilyParts | undefined,
  path: Path,
  waiting: ReadonlySet<Sourced<GuardianshipRow>>,
): Place {
  if (parts === undefined) return { file: 'families.csv', line: null, column: null };
  const row = guardianshipOr(parts, path, waiting);
  if (row === undefined && path[0] === 'guardianships') {
    return { file: 'guardianships.csv', line: null, column: null };
  }
  return row === undefined ? placeOf(parts.family, ['number']) : placeOf(row, path.slice(2));
}

/** The row of one of the three lists of a family that a path into its message leads to. */
function guardianshipOr(
  parts: FamilyParts,
  [kind, at]: Path,
  waiting: ReadonlySet<Sourced<GuardianshipRow>>,
): Sourced<unknown> | undefined {
  if (kind === 'guardians') return parts.guardians[at as number];
  if (kind === 'children') return parts.children[at as number];
  if (kind !== 'guardianships') return undefined;
  return parts.guardianships.filter((row) => !waiting.has(row))[at as number];
}

/** All placements of a child go together: one may end where the next begins, and neither fits alone. */
export function* placementMessages(
  placements: readonly Sourced<planning.PlacementRow>[],
  weekdays: readonly number[],
): Generator<Message> {
  let sent = 0;
  const ofChildren = Map.groupBy(placements, ({ value }) => value.child).values();
  for (const chunk of chunked(ofChildren, MAX_PLACEMENTS, weightOfAll)) {
    const rows = chunk.flat();
    yield {
      contract: planning.imports.placements,
      title: `placements ${range(sent, rows.length, placements.length)}`,
      body: { weekdays, placements: rows.map(({ value }) => value) },
      placeOf: ([, at, ...path]) => placeIn(rows, 'placements.csv', at, path),
    };
    sent += rows.length;
  }
}

function weightOfAll(rows: readonly Sourced<unknown>[]): Weight {
  return { rows: rows.length, bytes: rows.reduce((sum, { value }) => sum + sizeOf(value), 0) };
}

export function placeIn(
  rows: readonly Sourced<unknown>[],
  file: string,
  at: PropertyKey | undefined,
  path: Path,
): Place {
  const row = rows[at as number];
  return row === undefined ? { file, line: null, column: null } : placeOf(row, path);
}

function range(from: number, count: number, total: number): string {
  return `${from + 1}-${from + count} of ${total}`;
}
