/**
 * Every problem a caller can meet. `code` (the key) is stable. `title` names the situation and `advice`
 * says what to do next, to people, in the language of the reader. `[…]` is a part that stands there only
 * when the error's parameters have every `{name}` in it: without them the words are whole all the same.
 */
export interface Problem {
  status: number;
  title: { en: string; nl: string };
  advice: { en: string; nl: string };
  /** What a program did wrong or should do, in English, written like the others; null: nothing to add. */
  developer: string | null;
}

/** A problem with its HTTP status, its words in both languages, and what its programmer should know. */
export const problem = (
  status: number,
  en: readonly [title: string, advice: string],
  nl: readonly [title: string, advice: string],
  developer: string | null = null,
): Problem => ({
  status,
  title: { en: en[0], nl: nl[0] },
  advice: { en: en[1], nl: nl[1] },
  developer,
});
