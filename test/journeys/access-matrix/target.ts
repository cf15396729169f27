import type { ActorKind } from './actors.js';
import type { World } from './world.js';

/**
 * Who gets what from each route, aimed at the things of one family (`own`) of one organisation.
 *
 * - `ok`: done, and the answer shows what was aimed at;
 * - `none`: done, but for the asker's own things: nothing of the family that was aimed at is in it;
 * - `401`, `403`, `404`: refused with that status; nothing of the family in it, and no row changed.
 *
 * Each feature says it for its routes in `apps/<service>/test/access/<feature>.ts`.
 */
export type Outcome = 'ok' | 'none' | '401' | '403' | '404';
export type Row = Record<ActorKind, Outcome>;

/** How a route is aimed at the family's own things. */
export interface Target {
  /** A whole input of the operation; parameters of the path by their names. */
  input(world: World): Promise<object> | object;
  /** What an `ok` answer shows, one of these at least; left out: something of the family. */
  shows?(world: World): string[];
  /** For everybody, on whatever page: what may show it and keep it is less strict than for all the rest. */
  isPublicFile?: boolean;
  /** Whether doing it ends the asker's session, which must then be one of its own, or all it has. */
  ends?: 'session' | 'every-session';
  /** Who tries the ids of others, and what those get; left out: the family's parent, and 404. */
  strangers?: { asker?: ActorKind; outcome?: '404' | 'none'; byField?: Record<string, string> };
}

/** What a feature says about its routes: who gets what, and how each is aimed. */
export interface Access {
  rows: ReadonlyMap<string, Row>;
  targets: Readonly<Record<string, Target>>;
}

/** Takes a table of routes (`GET /family`) and actors, and a target for each of the routes. */
export function accessTo(table: string, targets: Record<string, Target>): Access {
  const [header = '', ...lines] = table.trim().split('\n');
  const [, ...kinds] = header.split(/\s+/);
  const rows = lines.map((line): [string, Row] => {
    const [method = '', path = '', ...cells] = line.trim().split(/\s+/);
    const row = Object.fromEntries(kinds.map((kind, i) => [kind, cells[i]]));
    return [`${method} ${path}`, row as Row];
  });
  return { rows: new Map(rows), targets };
}

/** For an answer in which nothing of anybody can be seen. */
export const nothing = (): string[] => [];
/** For an operation that takes nothing. */
export const empty = (): object => ({});
