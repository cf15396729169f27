import { brokerSettings } from '@ouderportaal/bus/runtime';

interface NatsConfig {
  readonly host: string;
  /** -1 lets the server take a free one. */
  readonly port: number;
  readonly monitorPort: number;
  readonly storeDir: string;
  readonly user: string;
  readonly pass: string;
  /** See NatsOptions.users. */
  readonly users?: string;
  /** Files of the server's certificate; given, nobody may speak to it without encryption. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
}

/** Of a broker on this machine, for development and tests: the passwords stand in it. */
export function natsConfig(config: NatsConfig): string {
  const { tls } = config;
  const encryption = tls
    ? `tls { cert_file: ${JSON.stringify(tls.certFile)}, key_file: ${JSON.stringify(tls.keyFile)} }`
    : '';
  return `
host: ${JSON.stringify(config.host)}
port: ${config.port}
http_port: ${config.monitorPort}
${encryption}
${brokerSettings(config.storeDir)}
authorization {
  users: [
    { user: "${config.user}", password: "${config.pass}" }
    ${config.users ?? ''}
  ]
}
`;
}
