import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../app/organisation.js';
import { Page } from '../app/page.js';
import { sayInstant } from '../dates/dates.js';
import { useVoice } from '../texts/words.js';
import { Answered } from '../ui/answered.js';
import { Button } from '../ui/button.js';
import { LETTER } from '../ui/drawings.js';
import { Empty } from '../ui/empty.js';
import { type Mail, mailsOf } from './more.queries.js';
import { useMoreWords } from './more.texts.js';
import './more.css';

/** P33: every mail as it was sent, also those that did not arrive. */
export function MailsScreen() {
  const words = useMoreWords();
  const mails = useInfiniteQuery(mailsOf());
  const rows = mails.data?.pages.flatMap(({ items }) => items);
  return (
    <Page title={words.mails} help="mails" above={<Link to="/overig">{words.title}</Link>}>
      <Answered asked={{ ...mails, data: rows }}>{(all) => <Rows mails={all} />}</Answered>
      {mails.hasNextPage && (
        <Button
          busy={mails.isFetchingNextPage && words.busy}
          onClick={() => void mails.fetchNextPage()}
        >
          {words.older}
        </Button>
      )}
    </Page>
  );
}

function Rows({ mails }: { mails: readonly Mail[] }) {
  const words = useMoreWords();
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  if (mails.length === 0) return <Empty drawing={LETTER}>{words.mailsNone}</Empty>;
  return (
    <ul className="card">
      {mails.map(({ mailId, subject, createdAt, status }) => (
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
  );
}
