/** Mailpit's own variables. */
export function certificateFiles(): { cert: string; key: string } {
  const { MP_SMTP_TLS_CERT: cert, MP_SMTP_TLS_KEY: key } = process.env;
  if (!cert || !key) throw new Error('MP_SMTP_TLS_CERT and MP_SMTP_TLS_KEY must be set');
  return { cert, key };
}
