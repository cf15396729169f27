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

    it('loads nothing from elsewhere', () => {
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
