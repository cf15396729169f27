import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../app/organisation.js';
import { Page } from '../app/page.js';
import { sayInstant } from '../dates/dates.js';
import { useVoice } from '../texts/words.js';
import { Button } from '../ui/button.js';
import { LETTER } from '../ui/drawings.js';
import { Empty } from '../ui/empty.js';
import { Loading } from '../ui/loading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { UpdatedAt } from '../ui/updated-at.js';
import { mailsOf } from './more.queries.js';
import { useMoreWords } from './more.texts.js';
import './more.css';

/** P33: every mail as it was sent, also those that did not arrive. */
export function MailsScreen() {
  const words = useMoreWords();
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  const mails = useInfiniteQuery(mailsOf());
  const rows = mails.data?.pages.flatMap(({ items }) => items);
  return (
    <Page title={words.mails} help="mails" above={<Link to="/overig">{words.title}</Link>}>
      {mails.isPending && <Loading />}
      {mails.isError && !rows && (
        <ProblemNotice error={mails.error} onAgain={() => mails.refetch()} />
      )}
      {rows?.length === 0 && <Empty drawing={LETTER}>{words.mailsNone}</Empty>}
      {rows && rows.length > 0 && (
        <ul className="card">
          {rows.map(({ mailId, subject, createdAt, status }) => (
            <li key={mailId} className="mail-row">
              <Link to="/overig/mails/$mailId" params={{ mailId }}>
                {subject}
              </Link>
              <span className="small muted">
                {sayInstant(createdAt, language, timeZone)} · {words[status]}
              </span>
            </li>
          ))}
        </ul>
      )}
      {mails.hasNextPage && (
        <Button
          busy={mails.isFetchingNextPage && words.busy}
          onClick={() => void mails.fetchNextPage()}
        >
          {words.older}
        </Button>
      )}
      {rows && <UpdatedAt asked={mails} />}
    </Page>
  );
}
