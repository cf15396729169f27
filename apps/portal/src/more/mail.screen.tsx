import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useOrganisation } from '../app/organisation.js';
import { Page } from '../app/page.js';
import { sayInstant } from '../dates/dates.js';
import { useVoice } from '../texts/words.js';
import { Answered } from '../ui/answered.js';
import { Notice } from '../ui/notice.js';
import { mailOf } from './more.queries.js';
import { useMoreWords } from './more.texts.js';
import './more.css';

/** One mail, word for word. */
export function MailScreen() {
  const words = useMoreWords();
  const { mailId } = useParams({ from: '/signed-in/parents/overig/mails/$mailId' });
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  const mail = useQuery(mailOf(mailId));
  return (
    <Page
      title={mail.data?.subject ?? words.mails}
      help="mails"
      above={<Link to="/overig/mails">{words.allMails}</Link>}
    >
      <Answered asked={mail} rows={1} isDated={false}>
        {({ createdAt, status, text }) => (
          <article className="card stack">
            <p className="small muted">
              {sayInstant(createdAt, language, timeZone)} · {words[status]}
            </p>
            {status === 'failed' && <Notice kind="warning" title={words.failedNote} />}
            <p className="mail-text">{text}</p>
          </article>
        )}
      </Answered>
    </Page>
  );
}
