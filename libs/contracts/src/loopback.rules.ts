/**
 * On this machine alone, so that nothing said there travels over a network: what may then be plain, in
 * production too, asks this one rule (ADR 0040). `host` as a URL has it (`localhost`, `[::1]`) or as a
 * connection has it (`::1`, `::ffff:127.0.0.1`). Names that are looked up elsewhere are never loopback.
 */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1').replace(/^::ffff:(?=[\d.]+$)/, '');
  return address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);
}
