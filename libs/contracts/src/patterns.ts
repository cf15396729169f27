/**
 * Patterns as the API's documentation gives them, for clients in any language: written out, without
 * `\d`, `\w`, `\p{…}` and look-around, which mean something else there, or nothing.
 */
const MONTH_AND_DAY =
  '(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])';

/** A day that is in the calendar, from 2000 to 2100. */
export const DAY = `^((20[0-9]{2}|2100)-(${MONTH_AND_DAY})|20([02468][048]|[13579][26])-02-29)$`;

export const INSTANT = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?Z$';

/** What zod takes for an address, without its look-ahead. */
export const EMAIL =
  /^[A-Za-z0-9_'+-]+([.][A-Za-z0-9_'+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?[.])+[A-Za-z]{2,}$/;

const LABEL = '[a-z0-9]+(-[a-z0-9]+)*';
const BYTE = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const HOST = `((${LABEL}[.])*[a-z]([a-z0-9]*)(-[a-z0-9]+)*|(${BYTE}[.]){3}${BYTE})`;

/** Where a portal is reached, without query: encrypted, or on the machine itself. What else a URL can be, the schema still takes. */
export const PORTAL_ADDRESS = `^(https://${HOST}|http://(localhost|127[.]0[.]0[.]1|\\[::1\\]))(:[1-9][0-9]{0,3})?(/[A-Za-z0-9._~-]+)*/?$`;

/** Bytes in base64, padded. */
export const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
