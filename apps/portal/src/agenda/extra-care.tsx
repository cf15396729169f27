import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { isOnline, onConnectionChange } from '../app/connection.js';
import { useSend } from '../app/send.js';
import { type LocalDate, sayDay, sayTimes } from '../dates/dates.js';
import { type Draft, useDraft } from '../drafts/use-draft.js';
import { useVoice } from '../texts/words.js';
import { Button } from '../ui/button.js';
import { Check } from '../ui/check.js';
import { Field, TextArea } from '../ui/field.js';
import { Loading } from '../ui/loading.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useSayValue } from '../ui/value.js';
import {
  type CareOptions,
  type CareRequest,
  type NewCareRequest,
  optionsOf,
  previewOf,
  submit,
} from './agenda.queries.js';
import { type Choice, type Chosen, choicesOf, isChosen, toggled } from './agenda.rules.js';
import { useAgendaWords } from './agenda.texts.js';

type Because = NonNullable<CareOptions['children'][number]['notPossibleBecause']>;

interface ExtraDraft {
  chosen: Chosen[];
  asWhole?: boolean;
  remark: string;
  lapsesOn: string;
}

interface Sending {
  request: CareRequest;
  /** When the location usually answers. */
  decidedAbout: LocalDate | null;
}

const EMPTY: ExtraDraft = { chosen: [], remark: '', lapsesOn: '' };

/** What can be asked for on a day, for all children, and the bar that sends it (R91–R104). */
export function ExtraCare({ on }: { on: LocalDate }) {
  const options = useQuery(optionsOf(on));
  const draft = useDraft<ExtraDraft>(`extra/${on}`, EMPTY);
  const [sent, setSent] = useState<Sending | null>(null);
  if (sent) return <Sent {...sent} />;
  if (options.isPending || !draft) return <Loading rows={2} />;
  if (!options.data) {
    return <ProblemNotice error={options.error} onAgain={() => options.refetch()} />;
  }
  return <Choosing on={on} options={options.data} draft={draft} onSent={setSent} />;
}

function Choosing({
  on,
  options,
  draft,
  onSent,
}: {
  on: LocalDate;
  options: CareOptions;
  draft: Draft<ExtraDraft>;
  onSent(sent: Sending): void;
}) {
  const words = useAgendaWords();
  const all = options.children.flatMap((child) => {
    const { shown, folded } = choicesOf(child);
    return [...shown, ...folded];
  });
  const choose = (choice: Choice) =>
    draft.set({ ...draft.value, chosen: toggled(draft.value.chosen, choice, all) });
  // A choice that is not possible any more is not sent along. Where a send had no answer it may be what was
  // sent that stands in the way: that is asked once more, with its key, and nothing else in its place.
  const isUnanswered = draft.key.read() !== null;
  const chosen = isUnanswered
    ? draft.value.chosen
    : draft.value.chosen.filter((each) =>
        all.some((choice) => choice.isPossible && isChosen([each], choice)),
      );
  return (
    <>
      {draft.isRestored && chosen.length > 0 && (
        <Notice kind="info" title={words.restored}>
          <div>
            <Button
              onClick={() => {
                draft.drop();
                draft.set(EMPTY);
              }}
            >
              {words.throwAway}
            </Button>
          </div>
        </Notice>
      )}
      {options.children.map((child) => (
        <ChildChoices key={child.child.childId} options={child} chosen={chosen} onChoose={choose} />
      ))}
      {chosen.length > 0 && (
        <SendBar on={on} draft={{ ...draft, value: { ...draft.value, chosen } }} onSent={onSent} />
      )}
    </>
  );
}

function ChildChoices({
  options,
  chosen,
  onChoose,
}: {
  options: CareOptions['children'][number];
  chosen: readonly Chosen[];
  onChoose(choice: Choice): void;
}) {
  const words = useAgendaWords();
  const { firstName } = options.child;
  const { shown, folded } = choicesOf<Because>(options);
  const isFew = options.groups.length < 2;
  return (
    <fieldset className="stack-close">
      <legend>
        <h3>{words.extraFor(firstName)}</h3>
      </legend>
      {shown.length === 0 && (
        <p>
          {words.notPossible(firstName)}
          {options.notPossibleBecause && <> ({words.because[options.notPossibleBecause]})</>}
        </p>
      )}
      <div className="option-list">
        {shown.map((choice) => (
          <Option
            key={choice.groupId + choice.productId}
            {...{ choice, chosen, onChoose, hasGroup: !isFew }}
          />
        ))}
      </div>
      {folded.length > 0 && (
        <details className="fold">
          <summary>{words.moreOptions(folded.length)}</summary>
          <div className="option-list">
            {folded.map((choice) =>
              choice.isPossible ? (
                <Option
                  key={choice.groupId + choice.productId}
                  {...{ choice, chosen, onChoose, hasGroup: !isFew }}
                />
              ) : (
                <p key={choice.groupId + choice.productId} className="option-impossible">
                  {sayTimes(choice.startsAt, choice.endsAt)} {choice.productName}
                  {choice.notPossibleBecause && <>: {words.because[choice.notPossibleBecause]}</>}
                </p>
              ),
            )}
          </div>
        </details>
      )}
    </fieldset>
  );
}

function Option({
  choice,
  chosen,
  onChoose,
  hasGroup,
}: {
  choice: Choice<Because>;
  chosen: readonly Chosen[];
  onChoose(choice: Choice): void;
  hasGroup: boolean;
}) {
  const sayValue = useSayValue();
  const value = sayValue(choice.value);
  return (
    <label className="option">
      <input type="checkbox" checked={isChosen(chosen, choice)} onChange={() => onChoose(choice)} />
      <span>
        <span className="option-times">{sayTimes(choice.startsAt, choice.endsAt)}</span>
        <span className="small">
          {choice.productName}
          {hasGroup && <> · {choice.groupName}</>}
          {value && <> · {value}</>}
        </span>
      </span>
    </label>
  );
}

/** What leaves, as the API takes it. */
function requestOf(
  on: LocalDate,
  { chosen, asWhole, remark, lapsesOn }: ExtraDraft,
): NewCareRequest {
  return {
    bookings: chosen.map((each) => ({ ...each, on })),
    ...(asWhole !== undefined && { asWhole }),
    ...(remark.trim() !== '' && { remark: remark.trim() }),
    ...(lapsesOn !== '' && { lapsesOn }),
  };
}

function SendBar({
  on,
  draft,
  onSent,
}: {
  on: LocalDate;
  draft: Draft<ExtraDraft>;
  onSent(sent: Sending): void;
}) {
  const words = useAgendaWords();
  const sayValue = useSayValue();
  const client = useQueryClient();
  const isConnected = useSyncExternalStore(onConnectionChange, isOnline);
  const request = requestOf(on, draft.value);
  const preview = useQuery(previewOf(request));
  const sending = useSend(submit, {
    kept: draft.key,
    onDone: (sent) => {
      draft.drop();
      onSent({ request: sent, decidedAbout: preview.data?.decidedAbout ?? null });
      return client.invalidateQueries({ queryKey: ['planning'] });
    },
  });
  const { value } = draft;
  const total = preview.data && sayValue(preview.data.total);
  const count = value.chosen.length;
  const error = sending.error ?? (preview.isError ? preview.error : null);
  return (
    <>
      {count > 1 && (
        <Check
          checked={value.asWhole ?? preview.data?.asWhole ?? false}
          hint={words.onlyTogetherHint}
          onChange={(event) => draft.set({ ...value, asWhole: event.target.checked })}
        >
          {words.onlyTogether}
        </Check>
      )}
      <details className="fold" open={value.remark !== '' || value.lapsesOn !== '' || undefined}>
        <summary>{words.more}</summary>
        <div className="stack">
          <TextArea
            label={words.remark}
            value={value.remark}
            maxLength={1000}
            onChange={(event) => draft.set({ ...value, remark: event.target.value })}
          />
          <Field
            label={words.lapsesOn}
            hint={words.lapsesHint}
            type="date"
            max={on}
            value={value.lapsesOn}
            onChange={(event) => draft.set({ ...value, lapsesOn: event.target.value })}
          />
        </div>
      </details>
      {error != null && (
        <ProblemNotice
          error={error}
          onWaited={sending.error === null ? preview.refetch : () => sending.send(request)}
        />
      )}
      <div className="send-bar">
        <p className="small muted">{words.notCertain}</p>
        <div className="send-line">
          <strong role="status">
            {preview.data ? (total ? words.total(total) : words.free) : words.counting}
          </strong>
          <Button
            kind="primary"
            busy={(sending.isPending && words.sending) || (!isConnected && words.noConnection)}
            onClick={() => sending.send(request)}
          >
            {words.send(count)}
          </Button>
        </div>
      </div>
    </>
  );
}

/** Said in place of the options, which fold away; the focus goes where the news is. */
function Sent({ request, decidedAbout }: Sending) {
  const words = useAgendaWords();
  const { language } = useVoice();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.focus();
  }, []);
  return (
    <div ref={notice} tabIndex={-1}>
      <Notice
        kind="success"
        role="status"
        title={decidedAbout ? words.sentAbout(sayDay(decidedAbout, language)) : words.sent}
      >
        <p>
          <Link to="/agenda/aanvragen/$requestId" params={{ requestId: request.requestId }}>
            {words.toRequest}
          </Link>
        </p>
      </Notice>
    </div>
  );
}
