import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { Page } from '../../app/page.js';
import { Answered } from '../../ui/answered.js';
import { BLOCKS } from '../../ui/drawings.js';
import { Empty } from '../../ui/empty.js';
import { GroupChooser } from '../group-chooser.js';
import { DecidedBar } from './decided-bar.js';
import { QueueCard } from './queue-card.js';
import { type Decided, queueOf } from './queue.queries.js';
import { useQueueWords } from './queue.texts.js';
import { useDecided } from './use-decided.js';
import './queue.css';

/** S2: what waits for an answer, by care day, with the occupancy beside it (R110–R112, R117–R119). */
export function QueueScreen() {
  const words = useQueueWords();
  const navigate = useNavigate({ from: '/aanvragen' });
  const { groep } = useSearch({ from: '/signed-in/staff/aanvragen' });
  const queue = useQuery(queueOf(groep));
  const [done, setDone] = useState('');
  const { decided, add, drop } = useDecided();
  const forget = useCallback(
    (over: Decided, sentence?: string) => {
      drop(over);
      if (sentence) setDone(sentence);
    },
    [drop],
  );
  const list = useRef<HTMLUListElement>(null);

  /** Who works by keyboard goes on with the next card. */
  function goOn(itemId: string) {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
    const index = cards.findIndex(({ dataset }) => dataset['item'] === itemId);
    (cards[index + 1] ?? cards[index - 1])?.focus();
  }

  return (
    <Page title={words.title} help="staff-requests">
      <GroupChooser
        chosen={groep}
        onChoose={(groupId) => void navigate({ search: groupId ? { groep: groupId } : {} })}
      />
      <p role="status">{done}</p>
      <Answered asked={queue}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <Empty drawing={BLOCKS}>{words.none}</Empty>
          ) : (
            <>
              <p className="small muted">
                {words.count(items.length)}. {words.keys}
              </p>
              <ul ref={list} className="stack">
                {items.map((item) => (
                  <QueueCard
                    key={item.itemId}
                    item={item}
                    onGone={setDone}
                    onDecided={(now) => {
                      goOn(item.itemId);
                      setDone(now.sentence);
                      if (now.until > Date.now()) add(now);
                    }}
                  />
                ))}
              </ul>
              {nextCursor && <p className="muted">{words.more}</p>}
            </>
          )
        }
      </Answered>
      {decided.length > 0 && (
        <ul className="decided-bars" aria-label={words.decided}>
          {decided.map((one) => (
            <DecidedBar key={one.bookingIds.join()} decided={one} onOver={forget} />
          ))}
        </ul>
      )}
    </Page>
  );
}
