/**
 * The frame of every mail, over `Layout` of mail-renderer.ts. Mail programs know little CSS: tables,
 * inline styles, the fonts that every device has. Nothing is loaded from elsewhere, so that opening a
 * mail tells nobody.
 */
const cell =
  'padding:8px 12px 8px 0;border-bottom:1px solid #d1d5db;text-align:left;vertical-align:top';

export const htmlLayout = `<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{{subject}}</title>
</head>
<body style="margin:0;padding:0;background-color:#f3f4f6;color:#1f2933;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:#ffffff;text-align:left">
<tr><td style="padding:20px 24px;background-color:{{colours.band}};color:{{colours.onBand}};font-size:20px;font-weight:bold">{{organisation}}</td></tr>
<tr><td style="padding:24px">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">{{heading}}</h1>
<p style="margin:0 0 16px">{{greeting}}</p>
{{#each before}}
<p style="margin:0 0 16px">{{this}}</p>
{{/each}}
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;border-collapse:collapse">
<tr>{{#each columns}}<th scope="col" style="${cell};font-weight:bold">{{this}}</th>{{/each}}</tr>
{{#each bookings}}
<tr><td style="${cell}">{{on}}</td><td style="${cell}">{{time}}</td><td style="${cell}">{{child}}</td><td style="${cell};font-weight:bold">{{status}}</td></tr>
{{/each}}
</table>
{{#each after}}
<p style="margin:0 0 16px">{{this}}</p>
{{/each}}
<p style="margin:24px 0 16px"><a href="{{link}}" style="display:inline-block;padding:12px 20px;background-color:{{colours.band}};color:{{colours.onBand}};font-weight:bold;text-decoration:none">{{linkLabel}}</a></p>
<p style="margin:0 0 16px;font-size:14px">{{linkHint}}<br><a href="{{link}}" style="color:{{colours.link}};word-break:break-all">{{link}}</a></p>
<p style="margin:0">{{closing}}<br>{{organisation}}</p>
</td></tr>
<tr><td style="padding:16px 24px;background-color:#f3f4f6;color:#4b5563;font-size:14px">
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
{{#each bookings}}
- {{on}}, {{time}}, {{childInText}}: {{status}}
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
