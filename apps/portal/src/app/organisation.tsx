import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect } from 'react';
import { api, bodyOf } from '../api/client.js';
import type { components } from '../api/schema.js';
import { applyColour } from '../theme/apply-theme.js';

export type Organisation = components['schemas']['Organisation'];

const DAY_MS = 86_400_000;

/** What an organisation looks like and how it speaks; public, and kept for a start without a network. */
export const organisationOf = (slug: string) =>
  queryOptions({
    queryKey: ['organisation', slug],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/organisations/{organisation}', {
          params: { path: { organisation: slug } },
          signal,
        }),
      ),
    staleTime: DAY_MS / 24,
    refetchInterval: false,
    meta: { isKept: true },
  });

const OrganisationContext = createContext<Organisation | null>(null);

/** Dresses what is inside in the organisation's colours. */
export function OrganisationFrame({ slug, children }: { slug: string; children: ReactNode }) {
  const { data } = useSuspenseQuery(organisationOf(slug));
  useEffect(() => {
    applyColour(data.branding.primaryColour);
  }, [data.branding.primaryColour]);
  useEffect(() => {
    offerInstallation(slug);
  }, [slug]);
  return <OrganisationContext value={data}>{children}</OrganisationContext>;
}

/** Installed on a phone, the portal has the organisation's name and colours. */
function offerInstallation(slug: string): void {
  const link =
    document.querySelector<HTMLLinkElement>('link[rel="manifest"]') ??
    document.head.appendChild(document.createElement('link'));
  link.rel = 'manifest';
  link.href = `/manifest/${slug}.webmanifest`;
}

export function useOrganisation(): Organisation {
  const organisation = use(OrganisationContext);
  if (!organisation) throw new Error('outside of an organisation');
  return organisation;
}
