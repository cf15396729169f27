import type { Provider } from '@nestjs/common';
import { DirectoryRepository } from './directory.repository.js';
import { LogosRepository } from './logos.repository.js';
import { LogosSubscribers } from './logos.subscribers.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { OrganisationsService } from './organisations.service.js';
import { OrganisationsSnapshots } from './organisations.snapshots.js';
import { PlacesRepository } from './places.repository.js';

export const organisationsProviders: Provider[] = [
  DirectoryRepository,
  LogosRepository,
  LogosSubscribers,
  OrganisationsRepository,
  OrganisationsService,
  OrganisationsSnapshots,
  PlacesRepository,
];
