import type { Provider } from '@nestjs/common';
import { OrganisationImportRepository } from './organisation-import.repository.js';
import { OrganisationImportService } from './organisation-import.service.js';
import { PlacementsImportRepository } from './placements-import.repository.js';
import { PlacementsImportService } from './placements-import.service.js';

export const importsProviders: Provider[] = [
  OrganisationImportRepository,
  OrganisationImportService,
  PlacementsImportRepository,
  PlacementsImportService,
];
