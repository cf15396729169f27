import {
  recordSpans,
  type Span,
  type SpanOptions,
  type StartSpan,
} from '@ouderportaal/bus/runtime';
import type { Span as OtelSpan, SpanContext, SpanStatus, Tracer } from '@opentelemetry/api';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

interface TracingOptions {
  service: string;
  /** Base address of an OTLP/HTTP receiver; without it no span is made and no code for it is loaded. */
  endpoint: string | undefined;
}

/**
 * Sends spans to an OpenTelemetry collector, in batches and beside the work: a collector that is gone
 * costs spans, never a request. Answers what sends the rest when the process ends.
 */
export async function startTracing({
  service,
  endpoint,
}: TracingOptions): Promise<() => Promise<void>> {
  if (endpoint === undefined) return async () => {};
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.namespace': 'ouderportaal',
    }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  });
  recordSpans(starter(api, provider.getTracer('ouderportaal')));
  return async () => {
    recordSpans(undefined);
    await provider.shutdown().catch(() => {});
  };
}

function starter(api: typeof import('@opentelemetry/api'), tracer: Tracer): StartSpan {
  const kinds = {
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    consumer: api.SpanKind.CONSUMER,
    internal: api.SpanKind.INTERNAL,
  };
  return (name: string, parent: string | null, { kind, attributes }: SpanOptions) => {
    const remote = parent === null ? null : readTraceparent(parent);
    const context = remote ? api.trace.setSpanContext(api.ROOT_CONTEXT, remote) : api.ROOT_CONTEXT;
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes }, context);
    return spanOf(span, { code: api.SpanStatusCode.ERROR });
  };
}

function spanOf(span: OtelSpan, failure: SpanStatus): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  let isOpen = true;
  return {
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    end: (result) => {
      if (!isOpen) return;
      isOpen = false;
      if (result?.attributes) span.setAttributes(result.attributes);
      if (result?.failed) span.setStatus(failure);
      span.end();
    },
  };
}

function readTraceparent(traceparent: string): SpanContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? [];
  if (!traceId || !spanId || !flags) return null;
  return { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true };
}
