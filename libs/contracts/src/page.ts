import { z } from 'zod';
import { type Rpc, rpc } from './contract.js';
import type { Role } from './actor.js';
import type { ProblemCode } from './problems.js';
import { Nothing } from './shared.js';

/** What a page asks each service: at most one operation of each, which nobody else can reach. */
type PageParts = Readonly<Record<string, Rpc>>;

/**
 * What several services know, on one page. The gateway asks them at the same moment and puts their answers
 * side by side; a service that is away leaves its part empty, and the page says so.
 */
export interface Page<P extends PageParts = PageParts> {
  readonly kind: 'page';
  /** The page as an operation of the gateway: its route, its rights, its documentation. */
  readonly contract: Rpc;
  readonly parts: P;
}

interface PageOptions {
  route: `GET /${string}`;
  allow: readonly Role[];
  summary: string;
  description?: string;
  /** Name of the page's answer in the API's description. */
  id: string;
}

/**
 * Declares a page. Its answer has a field for each part, null where the service is away, and `missing`:
 * which parts those are, why (a problem's code) and what a person may do about it.
 */
export function page<P extends PageParts>(
  subject: `gateway.${string}.${string}`,
  { route, allow, summary, description, id }: PageOptions,
  parts: P,
): Page<P> {
  const names = Object.keys(parts);
  const outputs = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, part.output.nullable()]),
  );
  const output = z
    .object({
      ...outputs,
      missing: z.array(
        z.object({ part: z.enum(names), code: z.string(), title: z.string(), detail: z.string() }),
      ),
    })
    .meta({ id });
  const contract = rpc(subject, {
    route,
    allow,
    summary,
    description,
    input: Nothing,
    output,
  }) as unknown as Rpc;
  return { kind: 'page', contract, parts };
}

/** Problems of one part after which the others are still worth showing: its service is away or failed. */
export const PART_MAY_MISS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'service-unavailable',
  'service-timeout',
  'service-busy',
  'internal',
]);
