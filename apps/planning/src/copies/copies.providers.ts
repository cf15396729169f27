import type { Provider } from '@nestjs/common';
import { CopiesRepository } from './copies.repository.js';
import { CopiesSubscribers } from './copies.subscribers.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { PeopleRepository } from './people.repository.js';

export const copiesProviders: Provider[] = [
  CopiesRepository,
  CopiesSubscribers,
  OrganisationsRepository,
  PeopleRepository,
];
