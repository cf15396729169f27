import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sayTimes } from '../dates/dates.js';
import { Button } from '../ui/button.js';
import { ErrorSummary } from '../ui/error-summary.js';
import { Field, Select } from '../ui/field.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { optionsOf } from './agenda.queries.js';
import { type Choice, choicesOf } from './agenda.rules.js';
import { useAgendaWords } from './agenda.texts.js';
import type { DraftBooking } from './request.rules.js';

type Wrong = Partial<Record<'on' | 'until' | 'times', string>>;

/** A day or period, a child, and times that the first day offers. */
export function AddBooking({ onAdd }: { onAdd(booking: DraftBooking): void }) {
  const words = useAgendaWords();
  const [on, setOn] = useState('');
  const [until, setUntil] = useState('');
  const [childId, setChildId] = useState('');
  const [times, setTimes] = useState('');
  const [wrong, setWrong] = useState<Wrong>({});
  const options = useQuery({ ...optionsOf(on), enabled: on !== '' });
  const children = options.data?.children ?? [];
  const child = children.find((each) => each.child.childId === childId) ?? children[0];
  const choices = child ? choicesOf(child) : null;
  const possible = [...(choices?.shown ?? []), ...(choices?.folded ?? [])].filter(
    ({ isPossible }) => isPossible,
  );
  const choice = possible.find((each) => idOf(each) === times) ?? possible[0];

  function add() {
    const found: Wrong = {
      ...(on === '' && { on: words.needDay }),
      ...(until !== '' && until < on && { until: words.periodEndsEarly }),
      ...(on !== '' && !choice && { times: words.needTimes }),
    };
    setWrong(found);
    if (Object.keys(found).length > 0 || !choice || !child) return;
    onAdd({
      childId: child.child.childId,
      firstName: child.child.firstName,
      groupId: choice.groupId,
      productId: choice.productId,
      on,
      ...(until !== '' && { until }),
      startsAt: choice.startsAt,
      endsAt: choice.endsAt,
    });
  }

  return (
    <section className="card stack">
      <ErrorSummary errors={wrong} />
      <Field
        id="on"
        type="date"
        label={words.from}
        error={wrong.on}
        value={on}
        onChange={(event) => setOn(event.target.value)}
      />
      <Field
        id="until"
        type="date"
        label={words.until}
        hint={words.untilHint}
        error={wrong.until}
        min={on}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      {options.isError && <ProblemNotice error={options.error} onAgain={() => options.refetch()} />}
      {children.length > 1 && (
        <Select
          label={words.child}
          value={child?.child.childId}
          onChange={(event) => setChildId(event.target.value)}
        >
          {children.map(({ child: { childId: id, firstName } }) => (
            <option key={id} value={id}>
              {firstName}
            </option>
          ))}
        </Select>
      )}
      <Select
        id="times"
        label={words.times}
        hint={on === '' ? words.chooseDayFirst : undefined}
        error={wrong.times}
        value={choice ? idOf(choice) : ''}
        disabled={possible.length === 0}
        onChange={(event) => setTimes(event.target.value)}
      >
        {possible.map((each) => (
          <option key={idOf(each)} value={idOf(each)}>
            {sayTimes(each.startsAt, each.endsAt)} {each.productName}
            {(child?.groups.length ?? 0) > 1 && ` (${each.groupName})`}
          </option>
        ))}
      </Select>
      {child && possible.length === 0 && options.data && (
        <p role="status">
          {words.notPossible(child.child.firstName)}
          {child.notPossibleBecause && <> ({words.because[child.notPossibleBecause]})</>}
        </p>
      )}
      <div>
        <Button onClick={add}>{words.add}</Button>
      </div>
    </section>
  );
}

const idOf = ({ groupId, productId }: Choice<unknown>) => `${groupId}/${productId}`;
