import { z } from 'zod';
import { rpc } from '../contract.js';
import { Nothing } from '../shared.js';
import { ChildView } from './families.js';
import { PersonView } from './sessions.js';

export const HomePerson = z
  .object({ person: PersonView, children: z.array(ChildView) })
  .meta({ id: 'HomePerson' });
export type HomePerson = z.infer<typeof HomePerson>;

export const home = {
  get: rpc('identity.home.get', {
    route: 'internal',
    allow: ['parent'],
    effect: 'read',
    summary: 'Who I am, and my children',
    input: Nothing,
    output: HomePerson,
    problems: ['not-found'],
  }),
};
