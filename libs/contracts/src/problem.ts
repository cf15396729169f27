/**
 * Every problem a caller can meet. `code` (the key) is stable; `title` names the situation, `advice`
 * says what to do next, in the language of the reader. `{name}` is filled from the error's parameters.
 */
export interface Problem {
  status: number;
  title: { en: string; nl: string };
  advice: { en: string; nl: string };
}

/** A problem with its HTTP status and its words in both languages. */
export const problem = (
  status: number,
  en: readonly [title: string, advice: string],
  nl: readonly [title: string, advice: string],
): Problem => ({
  status,
  title: { en: en[0], nl: nl[0] },
  advice: { en: en[1], nl: nl[1] },
});
