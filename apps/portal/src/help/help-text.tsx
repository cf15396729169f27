import { useWords, words } from '../texts/words.js';
import type { HelpName, HelpTexts } from './help.js';
import { formal, nl } from './help.nl.js';

const helpWords = words<HelpTexts>(nl, formal, () => import('./help.en.js').then(({ en }) => en));

export function HelpText({ screen }: { screen: HelpName }) {
  const { about, questions } = useWords(helpWords)[screen];
  return (
    <div className="stack">
      {about.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <dl className="stack">
        {questions.map(([question, answer]) => (
          <div key={question} className="stack-close">
            <dt>
              <strong>{question}</strong>
            </dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
