import { firstLetter } from '../texts/first-letter.js';
import './mark.css';

/** The organisation's logo, or its first letter. */
export function Mark({ name, logoUrl }: { name: string; logoUrl: string | null }) {
  if (logoUrl) return <img className="mark" src={logoUrl} alt="" />;
  return (
    <span className="mark mark-letter" aria-hidden="true">
      {firstLetter(name)}
    </span>
  );
}
