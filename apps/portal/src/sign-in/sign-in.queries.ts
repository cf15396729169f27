import { api, bodyOf } from '../api/client.js';
import type { components } from '../api/schema.js';

export type LogIn = components['schemas']['LogIn'];

/** Signs in; the browser keeps the session itself, out of reach of scripts. */
export const logIn = async (input: LogIn) => {
  const { person } = await bodyOf(api.POST('/api/sessions', { body: input }));
  return { ...person, username: input.username };
};
