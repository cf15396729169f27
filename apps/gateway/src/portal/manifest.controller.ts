import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { Bus } from '@ouderportaal/bus/runtime';
import { DomainError, identity, OrganisationSlug } from '@ouderportaal/contracts';
import { initialOf } from '@ouderportaal/kernel';
import type { FastifyRequest } from 'fastify';
import { contextOf } from '../routes/call-context.js';
import { Public } from '../routes/route-of.js';
import { GATEWAY } from '../sessions/sessions.js';

const CACHE = 'public, max-age=300';
const FILE = /^([a-z0-9-]+)\.webmanifest$/;
const MAX_SHORT_NAME = 12;

/** How an organisation's portal is called and looks once it is installed on a phone. */
@Public()
@Controller('manifest')
export class ManifestController {
  constructor(private readonly bus: Bus) {}

  @Get(':organisation/icon.svg')
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', CACHE)
  async icon(@Param('organisation') slug: string, @Req() request: FastifyRequest): Promise<string> {
    const { name, branding } = await this.pageOf(slug, request);
    const letter = escaped(initialOf(name));
    const { primaryColour, textColour } = branding;
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" fill="${primaryColour}"/><text x="256" y="340" font-family="sans-serif" font-size="240" font-weight="700" text-anchor="middle" fill="${textColour}">${letter}</text></svg>`;
  }

  @Get(':file')
  @Header('content-type', 'application/manifest+json; charset=utf-8')
  @Header('cache-control', CACHE)
  async manifest(@Param('file') file: string, @Req() request: FastifyRequest): Promise<string> {
    const slug = FILE.exec(file)?.[1];
    if (!slug) throw new DomainError('not-found');
    const { name, branding, language } = await this.pageOf(slug, request);
    return JSON.stringify({
      id: `/o/${slug}`,
      name,
      short_name: name.length > MAX_SHORT_NAME ? (name.split(' ').at(-1) ?? name) : name,
      lang: language,
      start_url: `/o/${slug}`,
      scope: '/',
      display: 'standalone',
      background_color: '#ffffff',
      theme_color: branding.primaryColour,
      icons: [
        { src: `/manifest/${slug}/icon.svg`, sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      ],
    });
  }

  private async pageOf(slug: string, request: FastifyRequest): Promise<identity.OrganisationPage> {
    const organisation = OrganisationSlug.safeParse(slug);
    if (!organisation.success) throw new DomainError('not-found');
    return this.bus.request(
      identity.organisations.get,
      { ...GATEWAY, role: 'anonymous' },
      { organisation: organisation.data },
      contextOf(request),
    );
  }
}

const escaped = (text: string) =>
  text.replace(/[<>&"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
