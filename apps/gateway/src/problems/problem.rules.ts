import {
  type FieldError,
  type Language,
  type ProblemCode,
  problems,
} from '@ouderportaal/contracts';

/** RFC 9457, with our `code`, `traceId` and `errors` besides. */
interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  instance: string;
  traceId: string;
  errors?: readonly FieldError[];
}

interface ProblemFacts {
  code: ProblemCode;
  parameters?: Readonly<Record<string, string | number>>;
  errors?: readonly FieldError[];
  language: Language;
  /** Path of the request, without its query. */
  instance: string;
  traceId: string;
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
export const PROBLEM_PAGES = '/api/problems';

/** What the client reads about a problem: its words from the table, nothing of the error itself. */
export function problemBody(facts: ProblemFacts): ProblemBody {
  const { code, language, instance, traceId } = facts;
  const { status } = problems[code];
  const errors = facts.errors ?? [];
  return {
    type: `${PROBLEM_PAGES}/${code}`,
    status,
    code,
    ...problemWords(code, facts.parameters ?? {}, language),
    instance,
    traceId,
    ...(errors.length > 0 && { errors }),
  };
}

/** What a person reads about a problem: what it is, and what to do. */
export function problemWords(
  code: ProblemCode,
  parameters: Readonly<Record<string, string | number>>,
  language: Language,
): { title: string; detail: string } {
  const { title, advice } = problems[code];
  return { title: fill(title[language], parameters), detail: fill(advice[language], parameters) };
}

/** The first of our languages that the reader prefers; English for clients that say nothing. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'en';
  const wanted = acceptLanguage
    .split(',', 20)
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const weight = parameters
        .map((each) => /^\s*q=(\d(\.\d+)?)\s*$/.exec(each)?.[1])
        .find(Boolean);
      return { language: tag.split('-')[0], weight: Number(weight ?? 1) };
    })
    .filter(({ language, weight }) => weight > 0 && (language === 'nl' || language === 'en'))
    .sort((one, other) => other.weight - one.weight);
  return wanted[0]?.language === 'nl' ? 'nl' : 'en';
}

/** After how many seconds it makes sense to try again; null where waiting does not help. */
export function retryAfter(
  status: number,
  parameters: Readonly<Record<string, string | number>> = {},
): number | null {
  if (status !== 429 && status !== 503 && status !== 504) return null;
  const seconds = Number(parameters['seconds']);
  return Number.isFinite(seconds) && seconds >= 1 ? Math.ceil(seconds) : 2;
}

function fill(advice: string, parameters: Readonly<Record<string, string | number>>): string {
  return advice.replace(/\{(\w+)\}/g, (_all, name: string) => String(parameters[name] ?? '…'));
}
