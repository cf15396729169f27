import type { Mail, MailSummary } from './mail-store.js';

/**
 * Nothing from outside, no script at all; a mail's own styles and embedded pictures are shown. The
 * frame with the mail inherits this policy, so a mail cannot call home either.
 */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #ccc; padding: .4rem .6rem .4rem 0; text-align: left; }
iframe { border: 1px solid #ccc; height: 36rem; width: 100%; }
pre { border: 1px solid #ccc; padding: 1rem; white-space: pre-wrap; }
`;

export function listPage(mails: readonly MailSummary[]): string {
  const rows = mails.map(
    (mail) => `<tr><td>${time(mail.date)}</td><td>${escape(mail.to.join(', '))}</td>
<td><a href="/mails/${mail.id}">${escape(mail.subject === '' ? '(no subject)' : mail.subject)}</a></td></tr>`,
  );
  const table = `<table><thead><tr><th scope="col">Received</th><th scope="col">To</th>
<th scope="col">Subject</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  const empty = '<p>No mail yet. Whatever the portal sends from this computer appears here.</p>';
  return page('Caught mail', mails.length === 0 ? empty : table);
}

export function mailPage(mail: Mail): string {
  const facts = `<p><a href="/">All mail</a></p>
<p>From: ${escape(mail.from)}<br>To: ${escape(mail.to.join(', '))}<br>Received: ${time(mail.date)}</p>`;
  // Sandboxed without any permission: no script, no form, and its links lead nowhere. Hence the list.
  const html =
    mail.html === undefined
      ? ''
      : `<h2>As HTML</h2><iframe title="The mail as HTML" sandbox="" srcdoc="${escape(mail.html)}"></iframe>`;
  const text = mail.text === undefined ? '' : `<h2>As text</h2><pre>${escape(mail.text)}</pre>`;
  return page(mail.subject, facts + linkList(mail) + html + text);
}

function linkList(mail: Mail): string {
  const hrefs = [...(mail.html ?? '').matchAll(/\bhref\s*=\s*["'](https?:[^"']+)["']/gi)];
  const plain = [...(mail.text ?? '').matchAll(/\bhttps?:\/\/[^\s<>"')\]]+/gi)];
  const links = new Set([
    ...hrefs.map((match) => (match[1] ?? '').replaceAll('&amp;', '&')),
    ...plain.map((match) => match[0]),
  ]);
  if (links.size === 0) return '';
  const items = [...links].map(
    (link) => `<li><a href="${escape(link)}" rel="noreferrer">${escape(link)}</a></li>`,
  );
  return `<h2>Links</h2><ul>${items.join('')}</ul>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>${STYLE}</style></head><body><h1>${escape(title)}</h1>${body}</body></html>`;
}

function time(date: string): string {
  return `<time datetime="${date}">${date.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
