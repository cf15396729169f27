import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import { Language, messaging } from '@ouderportaal/contracts';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { MailRenderer } from '../mails/mail-renderer.js';
import { sampleFacts, sampleReader, sampleSender } from '../mails/samples.js';
import { listPage, mailPage } from './preview.pages.js';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // What a mail shows must need nothing from elsewhere; the browser makes sure.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
};

const Preview = z.object({
  kind: messaging.MailKind,
  language: Language.default('nl'),
  colour: z
    .string()
    .regex(/^#?[0-9a-f]{6}$/i)
    .transform((colour) => `#${colour.replace('#', '').toLowerCase()}`)
    .default(sampleSender.branding.primaryColour),
});

/** Every mail as it would look, with invented people. Only registered in development. */
@Controller('dev/mails')
export class PreviewController {
  constructor(private readonly renderer: MailRenderer) {}

  @Get()
  list(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers(HEADERS);
    return listPage(
      messaging.MailKind.options.flatMap((kind) =>
        Language.options.map((language) => ({ kind, language })),
      ),
    );
  }

  @Get(':kind')
  show(
    @Param('kind') kind: string,
    @Query() query: Record<string, string>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    const wanted = Preview.safeParse({ ...query, kind });
    if (!wanted.success) throw new NotFoundException();
    const { language, colour } = wanted.data;
    void reply.headers(HEADERS);
    const sender = {
      ...sampleSender,
      branding: { ...sampleSender.branding, primaryColour: colour },
    };
    return mailPage(
      this.renderer.render(
        wanted.data.kind,
        sampleFacts(wanted.data.kind),
        { ...sampleReader, language },
        sender,
      ),
    );
  }
}
