export interface NatsConfig {
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

/**
 * `sync_interval: always`: a message is on disk before it is acknowledged. NATS' default writes it down
 * every two minutes, and an acknowledged event must survive a power cut.
 *
 * `ping_interval`: a client that a network cut off is forgotten within seconds. NATS' default takes four
 * minutes, and as long it goes on handing it its share of the questions, which nobody answers.
 */
export function natsConfig(config: NatsConfig): string {
  const { tls } = config;
  const encryption = tls
    ? `tls { cert_file: ${JSON.stringify(tls.certFile)}, key_file: ${JSON.stringify(tls.keyFile)} }`
    : '';
  return `
server_name: ouderportaal
host: ${JSON.stringify(config.host)}
port: ${config.port}
http_port: ${config.monitorPort}
max_payload: 1MB
${encryption}
ping_interval: "2s"
ping_max: 2
jetstream {
  store_dir: ${JSON.stringify(config.storeDir)}
  sync_interval: always
}
authorization {
  users: [
    { user: "${config.user}", password: "${config.pass}" }
    ${config.users ?? ''}
  ]
}
`;
}
