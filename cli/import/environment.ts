export interface PortalEnvironment {
  /** OUDERPORTAAL_URL: where the portal answers, without `/api`. */
  readonly url?: string;
  /** OUDERPORTAAL_OPERATOR_TOKEN: what lets the platform's operator import organisations. */
  readonly operatorToken?: string;
}

/** The only file of the import that reads process.env. */
export function readEnvironment(): PortalEnvironment {
  const { OUDERPORTAAL_URL, OUDERPORTAAL_OPERATOR_TOKEN } = process.env;
  return { url: filled(OUDERPORTAAL_URL), operatorToken: filled(OUDERPORTAAL_OPERATOR_TOKEN) };
}

function filled(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}
