import {
  type FieldError,
  type Language,
  type ProblemCode,
  problems,
} from '@ouderportaal/contracts';

type Values = Readonly<Record<string, string | number>>;

/** RFC 9457, with our `code`, `developer`, `traceId` and `errors` besides. */
interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  developer?: string;
  instance: string;
  traceId: string;
  errors?: readonly FieldError[];
}

interface ProblemFacts {
  code: ProblemCode;
  parameters?: Values;
  errors?: readonly FieldError[];
  language: Language;
  /** Path of the request, without its query. */
  instance: string;
  traceId: string;
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
export const PROBLEM_PAGES = '/api/problems';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NAME = /\{(\w+)\}/g;

/** What the client reads about a problem: its words from the table, nothing of the error itself. */
export function problemBody(facts: ProblemFacts): ProblemBody {
  const { code, language, instance, traceId } = facts;
  const { status, developer } = problems[code];
  const parameters = facts.parameters ?? {};
  const errors = facts.errors ?? [];
  return {
    type: `${PROBLEM_PAGES}/${code}`,
    status,
    code,
    ...problemWords(code, parameters, language),
    ...(developer !== null && { developer: fill(developer, parameters) }),
    instance,
    traceId,
    ...(errors.length > 0 && { errors }),
  };
}

/** A problem whatever its values: what its page says, and what stands where no value is known. */
export function problemPage(code: ProblemCode) {
  const { status, developer } = problems[code];
  const [en, nl] = [problemWords(code, {}, 'en'), problemWords(code, {}, 'nl')];
  return {
    code,
    status,
    title: { en: en.title, nl: nl.title },
    advice: { en: en.detail, nl: nl.detail },
    developer: developer === null ? null : fill(developer, {}),
  };
}

/** What a person reads about a problem: what it is, and what to do. */
export function problemWords(
  code: ProblemCode,
  parameters: Values,
  language: Language,
): { title: string; detail: string } {
  const { title, advice } = problems[code];
  const values = inWords(parameters, language);
  return { title: fill(title[language], values), detail: fill(advice[language], values) };
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
export function retryAfter(status: number, parameters: Values = {}): number | null {
  if (status !== 429 && status !== 503 && status !== 504) return null;
  const seconds = Number(parameters['seconds']);
  return Number.isFinite(seconds) && seconds >= 1 ? Math.ceil(seconds) : 2;
}

/** The values that these words take. */
export function namesIn(words: string): string[] {
  return [...words.matchAll(NAME)].map(([, name]) => name ?? '');
}

/** Days as people write them. */
function inWords(parameters: Values, language: Language): Values {
  const day = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      DAY.test(String(value)) ? day.format(new Date(`${value}T00:00:00Z`)) : value,
    ]),
  );
}

/** A part in brackets stands only where all its values are known. */
function fill(words: string, parameters: Values): string {
  return words.replace(/\[([^\]]*)\]/g, (_all, part: string) => {
    const isKnown = namesIn(part).every((name) => parameters[name] !== undefined);
    return isKnown ? part.replace(NAME, (_name, name: string) => String(parameters[name])) : '';
  });
}
