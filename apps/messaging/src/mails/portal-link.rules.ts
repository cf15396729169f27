/** A page of the portal, whether or not the portal's own address ends in a slash or has a path. */
export function portalLink(portalUrl: string, page: string): string {
  const url = new URL(portalUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${page}`;
  url.search = '';
  url.hash = '';
  return url.href;
}
