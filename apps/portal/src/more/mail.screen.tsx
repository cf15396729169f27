import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useOrganisation } from '../app/organisation.js';
import { Page } from '../app/page.js';
import { sayInstant } from '../dates/dates.js';
import { useVoice } from '../texts/words.js';
import { Loading } from '../ui/loading.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
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
      {mail.isPending && <Loading rows={1} />}
      {mail.isError && <ProblemNotice error={mail.error} onAgain={() => mail.refetch()} />}
      {mail.data && (
        <article className="card stack">
          <p className="small muted">
            {sayInstant(mail.data.createdAt, language, timeZone)} · {words[mail.data.status]}
          </p>
          {mail.data.status === 'failed' && <Notice kind="warning" title={words.failedNote} />}
          <p className="mail-text">{mail.data.text}</p>
        </article>
      )}
    </Page>
  );
}
