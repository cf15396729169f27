import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
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
  useEffect(() => {
    if (text) document.title = text.title;
  }, [text]);
  if (!text) return <Missing />;
  return (
    <main id="main" className="page">
      <Link to="/">{shell.back}</Link>
      <h1>{text.title}</h1>
      {text.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </main>
  );
}
