import type { FastifyInstance } from 'fastify';

/** Which methods each path takes, for 405 instead of 404 where only the method is wrong. */
export class KnownPaths {
  private readonly methods = new Map<string, Set<string>>();
  private patterns: { pattern: RegExp; methods: Set<string> }[] | undefined;

  /** Listens to routes being added; call before there is one. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      const known = this.methods.get(url) ?? new Set();
      for (const each of [method].flat()) known.add(each);
      this.methods.set(url, known);
      this.patterns = undefined;
    });
  }

  /** Every route, as `[path, methods]`; paths with `:parameters`. */
  all(): [string, string[]][] {
    return [...this.methods].map(([path, methods]) => [path, [...methods].sort()]);
  }

  /** Methods that a path takes; empty when there is no such path. */
  allowed(path: string): string[] {
    this.patterns ??= this.all().map(([url, methods]) => ({
      pattern: new RegExp(
        `^${url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`,
      ),
      methods: new Set(methods),
    }));
    const found = this.patterns.filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}
