/**
 * The frame of every mail, over `Layout` of mail-renderer.ts. Mail programs know little CSS: tables,
 * inline styles, the fonts that every device has. Nothing is loaded from elsewhere but the organisation's
 * logo, from its own portal: the same address in every mail, so that opening one does not tell whose it was.
 *
 * It fits a phone of 320 px without media queries, which not every program obeys: two columns at most,
 * and words that are too long for a line are broken. The one media query is for dark screens; who does
 * not know it gets the light mail.
 */
const cell = 'padding:8px 0;border-bottom:1px solid #d1d5db;text-align:left;vertical-align:top';
const outcome = `${cell};padding-left:12px;overflow-wrap:normal;word-break:normal;font-weight:bold`;
/** White behind it also on dark screens: logos are drawn for paper. A wide one keeps its shape. */
const LOGO_HEIGHT = 48;
const logo = `display:block;height:${LOGO_HEIGHT}px;width:auto;max-width:100%;border:0;object-fit:contain;object-position:left;color:#1f2933;font-size:16px`;
const breakable = 'overflow-wrap:anywhere;word-break:break-word';

export const htmlLayout = `<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{subject}}</title>
<style>
:root { color-scheme: light dark }
@media (prefers-color-scheme: dark) {
  .page, .small { background-color: #111827 !important }
  .card { background-color: #1f2933 !important; color: #f3f4f6 !important }
  .quiet, .small { color: #d1d5db !important }
  .line { border-color: #4b5563 !important }
  .link { color: {{colours.linkOnDark}} !important }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f3f4f6;color:#1f2933;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;text-align:left;${breakable}">
{{#if logoUrl}}
<tr><td style="padding:16px;background-color:#ffffff"><img src="{{logoUrl}}" alt="{{organisation}}" height="${LOGO_HEIGHT}" style="${logo}"></td></tr>
{{/if}}
<tr><td style="padding:20px 16px;background-color:{{colours.band}};color:{{colours.onBand}};font-size:20px;font-weight:bold">{{organisation}}</td></tr>
<tr><td class="card" style="padding:24px 16px;background-color:#ffffff">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">{{heading}}</h1>
<p style="margin:0 0 16px">{{greeting}}</p>
{{#each before}}
<p style="margin:0 0 16px">{{this}}</p>
{{/each}}
{{#if rows.length}}
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;border-collapse:collapse">
<tr><th scope="col" class="line" style="${cell};font-weight:bold">{{columns.what}}</th><th scope="col" class="line" style="${outcome}">{{columns.outcome}}</th></tr>
{{#each rows}}
<tr><td class="line" style="${cell}">{{what}}<br><span class="quiet" style="color:#4b5563;font-size:14px">{{detail}}</span></td><td class="line" style="${outcome}">{{outcome}}</td></tr>
{{/each}}
</table>
{{/if}}
{{#each after}}
<p style="margin:0 0 16px">{{this}}</p>
{{/each}}
<p style="margin:24px 0 16px"><a href="{{link}}" style="display:inline-block;padding:12px 20px;background-color:{{colours.band}};color:{{colours.onBand}};font-weight:bold;text-decoration:none">{{linkLabel}}</a></p>
<p style="margin:0 0 16px;font-size:14px">{{linkHint}}<br><a class="link" href="{{link}}" style="color:{{colours.link}};word-break:break-all">{{link}}</a></p>
<p style="margin:0">{{closing}}<br>{{organisation}}</p>
</td></tr>
<tr><td class="small" style="padding:16px;background-color:#f3f4f6;color:#4b5563;font-size:14px">
{{#each footer}}
<p style="margin:0 0 8px">{{this}}</p>
{{/each}}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;

export const textLayout = `{{greeting}}

{{#each before}}
{{this}}

{{/each}}
{{#each rows}}
- {{what}}, {{detail}}: {{outcome}}
{{/each}}

{{#each after}}
{{this}}

{{/each}}
{{linkLabel}}: {{link}}

{{closing}}
{{organisation}}

-- 
{{#each footer}}
{{this}}

{{/each}}
`;
