import type { FastifyInstance } from 'fastify';

/** A path that the server knows, with the methods it takes. */
interface KnownPath {
  segments: readonly string[];
  methods: Set<string>;
}

/**
 * Which path an address is of, and which methods that one takes. A literal segment wins over a parameter,
 * whatever the method: `GET /care-requests/preview` is no request that is called preview.
 */
export class KnownPaths {
  private readonly known = new Map<string, KnownPath>();
  private readonly moreLiteral = new Map<string, readonly KnownPath[]>();

  /** Listens to routes being added; call before there is one. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => this.add(url, [method].flat()));
  }

  add(url: string, methods: readonly string[]): void {
    const path = this.known.get(url) ?? { segments: url.split('/'), methods: new Set<string>() };
    for (const each of methods) path.methods.add(each);
    this.known.set(url, path);
    this.moreLiteral.clear();
  }

  /** Every route, as `[path, methods]`; paths with `:parameters`. */
  all(): [string, string[]][] {
    return [...this.known].map(([url, { methods }]) => [url, [...methods].sort()]);
  }

  /** Methods that the path of an address takes; empty when there is no such path. */
  allowed(address: string): string[] {
    return methodsOf([...this.known.values()], address);
  }

  /**
   * For an address that a route was found for by its method: the methods of the path that it really is
   * of; empty when that is the route's own.
   */
  allowedInstead(url: string, address: string): string[] {
    if (!url.includes(':')) return [];
    const rivals = this.moreLiteral.get(url) ?? this.findMoreLiteral(url);
    return rivals.length > 0 ? methodsOf(rivals, address) : [];
  }

  private findMoreLiteral(url: string): readonly KnownPath[] {
    const own = url.split('/');
    const found = [...this.known.values()].filter(
      ({ segments }) =>
        segments.length === own.length &&
        compare(segments, own) < 0 &&
        segments.every((segment, i) => isSame(segment, own[i] ?? '')),
    );
    this.moreLiteral.set(url, found);
    return found;
  }
}

function methodsOf(paths: readonly KnownPath[], address: string): string[] {
  const asked = address.split('/');
  const [best] = paths
    .filter(({ segments }) => isOf(segments, asked))
    .sort((one, other) => compare(one.segments, other.segments));
  return [...(best?.methods ?? [])].sort();
}

function isOf(segments: readonly string[], asked: readonly string[]): boolean {
  return (
    segments.length === asked.length &&
    segments.every((segment, i) => (isParameter(segment) ? asked[i] !== '' : segment === asked[i]))
  );
}

/** Whether one address can be of both. */
function isSame(one: string, other: string): boolean {
  return isParameter(one) || isParameter(other) || one === other;
}

/** Negative when the first is the more literal one, from left to right. */
function compare(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((segment, i) => isParameter(segment) !== isParameter(other[i] ?? ''));
  return at === -1 ? 0 : isParameter(one[at] ?? '') ? 1 : -1;
}

function isParameter(segment: string): boolean {
  return segment.startsWith(':');
}
