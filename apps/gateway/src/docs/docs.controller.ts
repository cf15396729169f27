import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import { DomainError } from '@ouderportaal/contracts';
import type { FastifyReply } from 'fastify';
import { Public } from '../routes/route-of.js';
import { DOCS_POLICY } from '../http/security-headers.js';
import { OPENAPI_JSON } from '../http/tokens.js';

/** Of Swagger UI only what the page uses. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Ouderportaal API</title>
    <link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

// `validatorUrl: null`: no badge from a third party, whose image would tell it who reads this.
const START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: false,
  validatorUrl: null,
  queryConfigEnabled: false,
  persistAuthorization: false,
  docExpansion: 'none',
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
});
`;

/** The API's description, for programs and for people. */
@Public()
@Controller('api')
export class DocsController {
  constructor(@Inject(OPENAPI_JSON) private readonly openapi: string) {}

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  document(): string {
    return this.openapi;
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', DOCS_POLICY)
  page(): string {
    return PAGE;
  }

  @Get('docs/start.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  start(): string {
    return START;
  }

  @Get('docs/:file')
  file(@Param('file') file: string, @Res() reply: FastifyReply): void {
    if (!FILES.includes(file)) throw new DomainError('not-found');
    void reply.sendFile(file, { cacheControl: false });
  }
}
