import { describe, expect, it } from '@jest/globals';
import { type AddressKind, whyUnsafe } from './addresses.rules.js';

const safe: [AddressKind, string][] = [
  ['bus', 'tls://nats:4222'],
  ['bus', 'tls://one:4222,tls://two:4222'],
  ['bus', 'nats://127.0.0.1:4222'],
  ['bus', 'nats://localhost:4222, nats://[::1]:4222'],
  ['database', 'postgres://me:secret@postgres/portal?sslmode=verify-full'],
  ['database', 'postgres://me:secret@127.0.0.1:5432/portal'],
  ['object-store', 'https://minio:9000'],
  ['object-store', 'http://127.9.9.9:9000'],
  ['mail', 'smtp://me:secret@mail.example:587'],
  ['mail', 'smtp://mail.example?requireTLS=true'],
  ['mail', 'smtps://mail.example'],
  ['mail', 'smtp://127.0.0.1:1025?ignoreTLS=true'],
];

const unsafe: [AddressKind, string][] = [
  ['bus', 'nats://nats:4222'],
  ['bus', 'tls://one:4222,nats://two:4222'],
  ['bus', 'nats://127.0.0.1:4222,nats://two:4222'],
  ['bus', 'nats://localhost.example:4222'],
  ['database', 'postgres://me:secret@postgres/portal'],
  ['database', 'postgres://me:secret@postgres/portal?sslmode=require'],
  ['database', 'postgres://me:secret@postgres/portal?sslmode=verify-ca'],
  ['database', 'postgres://me:secret@postgres/portal?sslmode=verify-full&sslmode=disable&ssl=0'],
  ['database', 'postgres://me:secret@127.0.0.1/portal?host=postgres'],
  ['object-store', 'http://minio:9000'],
  ['object-store', 'http://127.0.0.1.example:9000'],
  ['mail', 'smtp://me:secret@mail.example?requireTLS=false'],
  ['mail', 'smtp://me:secret@mail.example?ignoreTLS=true'],
  ['mail', 'smtps://me:secret@mail.example?tls.rejectUnauthorized=false'],
];

describe('S35: an address in production', () => {
  it.each(safe)('of the %s may be %s', (kind, address) => {
    expect(whyUnsafe(kind, 'X_URL', address)).toBeUndefined();
  });

  it.each(unsafe)('of the %s may not be %s', (kind, address) => {
    const sentence = whyUnsafe(kind, 'X_URL', address);
    expect(sentence).toMatch(/^A connection to \S+ must be encrypted in production: /);
    expect(sentence).not.toContain('secret');
  });
});
