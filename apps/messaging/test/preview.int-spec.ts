import { describe, expect, it } from '@jest/globals';
import { mailboxUnderTest } from '@ouderportaal/testing';
import { messagingUnderTest } from './support/messaging.js';

const mailbox = mailboxUnderTest();

describe('the preview in development', () => {
  const { running } = messagingUnderTest(mailbox, { NODE_ENV: 'development' });
  const open = async (path: string) => {
    const response = await fetch(`${running().url}${path}`);
    return { status: response.status, headers: response.headers, body: await response.text() };
  };

  it('lists every mail in every language', async () => {
    const { headers, body } = await open('/dev/mails');

    expect(headers.get('content-type')).toContain('text/html');
    expect(body.match(/<li>/g)).toHaveLength(6);
    expect(body).toContain('/dev/mails/request-receipt?language=en');
  });

  it('R231, R248: shows a mail in a language and a colour, HTML beside text', async () => {
    const { status, body } = await open('/dev/mails/request-decided?language=en&colour=7a1fa2');

    expect(status).toBe(200);
    expect(body).toContain('<iframe title="HTML" sandbox srcdoc="&lt;!doctype html&gt;');
    expect(body).toContain('background-color:#7a1fa2');
    expect(body).toContain('Your request has been decided');
    expect(body).toContain('<pre>Dear Noor,');
  });

  it('R231: shows a mail with a logo that its policy lets in, and without', async () => {
    const [shown, bare] = [
      await open('/dev/mails/request-receipt'),
      await open('/dev/mails/request-receipt?logo=no'),
    ];

    expect(shown.headers.get('content-security-policy')).toContain('img-src data:;');
    expect(shown.body).toContain('&lt;img src&#x3D;&quot;data:image/svg+xml,');
    expect(bare.body).not.toContain('&lt;img');
  });

  it.each([
    ['another kind', '/dev/mails/invoice'],
    ['another language', '/dev/mails/request-receipt?language=fr'],
    ['a colour that is none', '/dev/mails/request-receipt?colour=red;'],
  ])('knows no mail of %s', async (_case, path) => {
    expect((await open(path)).status).toBe(404);
  });
});

describe('outside development', () => {
  const { running } = messagingUnderTest(mailbox);

  it('there is no preview', async () => {
    for (const path of ['/dev/mails', '/dev/mails/request-receipt']) {
      expect((await fetch(`${running().url}${path}`)).status).toBe(404);
    }
  });
});
