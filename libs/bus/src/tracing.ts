/** What a span says besides its name: names of operations, counts and codes; never ids of people or values. */
type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOptions {
  kind: 'server' | 'client' | 'consumer' | 'internal';
  attributes?: SpanAttributes;
}

/** A span that has begun. */
export interface Span {
  /** Traceparent for requests and events that this span causes. */
  readonly traceparent: string;
  /** Ends it; only the first time counts. */
  end(result?: { attributes?: SpanAttributes; failed?: boolean }): void;
}

/** `parent` is a traceparent; null begins a trace. */
export type StartSpan = (name: string, parent: string | null, options: SpanOptions) => Span;

let start: StartSpan | undefined;

/** From now on spans are recorded; without this there are none, and nothing is spent on them. */
export function recordSpans(startSpan: StartSpan | undefined): void {
  start = startSpan;
}

/** Begins a span; undefined when nobody records any. */
export function startSpan(
  name: string,
  parent: string | null,
  options: SpanOptions,
): Span | undefined {
  return start?.(name, parent, options);
}

/** Runs `work` and ends the span with it; only runs it when there is no span. */
export async function inSpan<T>(
  span: Span | undefined,
  work: () => Promise<T>,
  describe?: () => SpanAttributes,
): Promise<T> {
  if (!span) return work();
  try {
    const result = await work();
    span.end({ attributes: describe?.() });
    return result;
  } catch (error) {
    span.end({ attributes: describe?.(), failed: true });
    throw error;
  }
}
