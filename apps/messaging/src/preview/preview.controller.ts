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
  // What a mail shows must need nothing from elsewhere; the browser makes sure.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
};

const Preview = z.object({
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
    const { language, colour } = wanted.data;
    void reply.headers(HEADERS);
    const sender = {
      ...sampleSender,
      branding: { ...sampleSender.branding, primaryColour: colour },
    };
    const reader = { ...sampleReader, language };
    return mailPage(this.renderer.render(kind, kind.sample, reader, sender));
  }
}
