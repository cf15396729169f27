import { describe, expect, it } from '@jest/globals';
import { render } from '../../test/support/render.js';
import { kinds } from './registry.js';

describe.each(kinds.all.map((kind) => [kind.name, kind] as const))(
  'every mail (%s)',
  (_n, kind) => {
    it('R231: bears the name and colours of the organisation', () => {
      const { html } = render(kind, {
        sender: {
          name: 'Zonnebloem',
          branding: { primaryColour: '#7a1fa2', textColour: '#ffffff' },
        },
      });

      expect(html).toContain('background-color:#7a1fa2;color:#ffffff;font-size:20px');
      expect(html).toContain('>Zonnebloem</td>');
    });

    it('R231: shows the logo above the name, with words for who does not load it', () => {
      const logoUrl = 'https://zon.example/api/organisations/zonnebloem/logo';
      const { html, text } = render(kind, { sender: { name: 'Zonnebloem "de zon"', logoUrl } });

      expect(html.match(/<img/g)).toHaveLength(1);
      expect(html).toContain(
        `<img src="${logoUrl}" alt="Zonnebloem &quot;de zon&quot;" height="48"`,
      );
      expect(html.indexOf('<img')).toBeLessThan(html.indexOf('font-size:20px'));
      expect(text).not.toContain(logoUrl);
    });

    it('loads nothing from elsewhere but the logo, at an address that is nobody’s own', () => {
      const logoUrl = 'https://zon.example/api/organisations/zonnebloem/logo';
      const withLogo = render(kind, { sender: { logoUrl } }).html;
      const others = withLogo.replace(/<img src="[^"]*"/, '');

      expect(others).not.toMatch(/<(img|link|script|iframe|object)|src=|url\(|@import/i);
    });

    it('loads nothing where there is no logo', () => {
      expect(render(kind).html).not.toMatch(/<(img|link|script|iframe|object)|src=|url\(|@import/i);
    });

    it('S39: shows HTML of people as text, and keeps it in its line', () => {
      const hostile = `<script>alert("1")</script>'&\r\nBcc: x@else.example`;
      const { subject, html, text } = render(kind, {
        reader: { firstName: hostile },
        sender: { name: hostile, portalUrl: 'https://zon.example/"><script>x</script>' },
      });

      expect(html).not.toContain('<script');
      expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#x27;&amp; Bcc');
      expect(subject).not.toMatch(/\p{Cc}/u);
      expect(text).not.toContain('\nBcc:');
      expect(text).toContain('Beste <script>');
    });

    it('treats what looks like a template as text', () => {
      const { html, text } = render(kind, { reader: { firstName: '{{link}} {{{html}}}' } });

      expect(text).toContain('Beste {{link}} {{{html}}},');
      expect(html).toContain('Beste {{link}} {{{html}}},');
    });

    it('greets who has no name', () => {
      expect(render(kind, { reader: { firstName: '' } }).text).toContain('Beste ouder,');
      expect(render(kind, { reader: { firstName: ' ', language: 'en' } }).text).toContain(
        'Dear parent,',
      );
    });
  },
);
