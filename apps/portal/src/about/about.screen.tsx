import { Link, useParams } from '@tanstack/react-router';
import { BarePage } from '../app/bare-page.js';
import { Missing } from '../app/root.js';
import { useShellWords } from '../texts/shell.js';
import { useWords, words } from '../texts/words.js';
import { type AboutWords, formal, nl } from './about.texts.nl.js';

const aboutWords = words<AboutWords>(nl, formal, () =>
  import('./about.texts.en.js').then(({ en }) => en),
);

/** A6: what anybody may read, signed in or not. */
export function AboutScreen() {
  const shell = useShellWords();
  const pages = useWords(aboutWords);
  const { page } = useParams({ from: '/over/$page' });
  const text = Object.entries(pages).find(([name]) => name === page)?.[1];
  if (!text) return <Missing />;
  return (
    <BarePage title={text.title} help="about" above={<Link to="/">{shell.back}</Link>}>
      {text.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </BarePage>
  );
}
