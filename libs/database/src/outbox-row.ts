import type { EventEnvelope } from '@ouderportaal/bus/runtime';

export interface OutboxRow {
  id: string;
  position: number;
  subject: string;
  tenant_id: string;
  occurred_at: Date;
  request_id: string;
  traceparent: string;
  data: unknown;
}

export function toEnvelope(row: OutboxRow): EventEnvelope {
  return {
    id: row.id,
    position: row.position,
    subject: row.subject,
    tenantId: row.tenant_id,
    occurredAt: row.occurred_at.toISOString(),
    requestId: row.request_id,
    traceparent: row.traceparent,
    data: row.data,
  };
}
