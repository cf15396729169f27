import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import { Language } from '@ouderportaal/contracts';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { MailKinds } from '../mails/mail-kind.js';
import { MailRenderer } from '../mails/mail-renderer.js';
import { sampleReader, sampleSender } from '../mails/samples.js';
import { listPage, mailPage } from './preview.pages.js';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // What a mail shows must need nothing from elsewhere but a logo, which is a drawn one here.
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'",
};

/** A tree in a circle. */
const LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">' +
    '<circle cx="24" cy="24" r="24" fill="#1a7f5a"/>' +
    '<path d="M24 8 12 30h24zM21 30h6v10h-6z" fill="#fff"/></svg>',
)}`;

const Preview = z.object({
  language: Language.default('nl'),
  colour: z
    .string()
    .regex(/^#?[0-9a-f]{6}$/i)
    .transform((colour) => `#${colour.replace('#', '').toLowerCase()}`)
    .default(sampleSender.branding.primaryColour),
  logo: z.enum(['yes', 'no']).default('yes'),
});

/** Every mail as it would look, with invented people. Only registered in development. */
@Controller('dev/mails')
export class PreviewController {
  constructor(
    private readonly kinds: MailKinds,
    private readonly renderer: MailRenderer,
  ) {}

  @Get()
  list(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers(HEADERS);
    return listPage(
      this.kinds.all.flatMap(({ name }) =>
        Language.options.map((language) => ({ kind: name, language })),
      ),
    );
  }

  @Get(':kind')
  show(
    @Param('kind') name: string,
    @Query() query: Record<string, string>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    const kind = this.kinds.find(name);
    const wanted = Preview.safeParse(query);
    if (!kind || !wanted.success) throw new NotFoundException();
    const { language, colour, logo } = wanted.data;
    void reply.headers(HEADERS);
    const sender = {
      ...sampleSender,
      branding: { ...sampleSender.branding, primaryColour: colour },
      logoUrl: logo === 'yes' ? LOGO : null,
    };
    const reader = { ...sampleReader, language };
    return mailPage(this.renderer.render(kind, kind.sample, reader, sender));
  }
}
