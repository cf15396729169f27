import type { Language } from '@ouderportaal/contracts';
import Handlebars from 'handlebars';
import type { RenderedMail } from '../delivery/outgoing-mail.js';

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title>
<style>
body { margin: 24px; font-family: sans-serif; color: #1f2933 }
.sides { display: flex; flex-wrap: wrap; gap: 24px }
.sides > * { flex: 1 1 480px; min-height: 80vh; margin: 0; border: 1px solid #d1d5db }
pre { padding: 16px; white-space: pre-wrap }
</style></head>
<body>${body}</body>
</html>
`;

export const listPage: (mails: { kind: string; language: Language }[]) => string = compile(
  page(
    'Mails',
    `<h1>Mails</h1>
<ul>
{{#each this}}
<li><a href="/dev/mails/{{kind}}?language={{language}}">{{kind}}, {{language}}</a></li>
{{/each}}
</ul>
<p>Another colour: add <code>&amp;colour=1f4e79</code>; without the logo: <code>&amp;logo=no</code>.</p>`,
  ),
);

/** The HTML in a frame of its own, without scripts, beside the text. */
export const mailPage: (mail: RenderedMail) => string = compile(
  page(
    '{{subject}}',
    `<p><a href="/dev/mails">All mails</a></p>
<h1>{{subject}}</h1>
<div class="sides"><iframe title="HTML" sandbox srcdoc="{{html}}"></iframe><pre>{{text}}</pre></div>`,
  ),
);

function compile(template: string): (values: unknown) => string {
  return Handlebars.compile(template, { strict: true, knownHelpersOnly: true });
}
