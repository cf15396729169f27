import type { Language } from '@ouderportaal/contracts';

/** The words around every mail, in one language: Handlebars templates, as those of the kinds. */
export interface FrameTexts {
  greeting: string;
  /** Over `moreCount`: the rows that did not fit. */
  more: string;
  /** Above the address itself, for who does not trust a button. */
  linkHint: string;
  closing: string;
  /** Over `reason`, the kind's own sentence. */
  footer: string;
}

export const frameTexts: Record<Language, FrameTexts> = {
  nl: {
    greeting: 'Beste {{#if firstName}}{{firstName}}{{else}}ouder{{/if}},',
    more: 'En nog {{moreCount}} meer. In het ouderportaal ziet u alles bij elkaar.',
    linkHint: 'Of open dit adres in uw browser:',
    closing: 'Met vriendelijke groet,',
    footer: `{{reason}} De e-mail is automatisch verstuurd; u kunt er niet op antwoorden.

Om uw privacy te beschermen noemen wij in e-mails geen namen van kinderen.`,
  },
  en: {
    greeting: 'Dear {{#if firstName}}{{firstName}}{{else}}parent{{/if}},',
    more: 'And {{moreCount}} more. The parent portal shows everything together.',
    linkHint: 'Or open this address in your browser:',
    closing: 'Kind regards,',
    footer: `{{reason}} It was sent automatically; you cannot reply to it.

To protect your privacy, our e-mails never mention the names of children.`,
  },
};
