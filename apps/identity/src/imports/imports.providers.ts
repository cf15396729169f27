import type { Provider } from '@nestjs/common';
import { AccountsImportRepository } from './accounts-import.repository.js';
import { FamiliesImportRepository } from './families-import.repository.js';
import { FamiliesImportService } from './families-import.service.js';
import { ImportRun } from './import-run.js';
import { OrganisationImportRepository } from './organisation-import.repository.js';
import { OrganisationImportService } from './organisation-import.service.js';

export const importsProviders: Provider[] = [
  AccountsImportRepository,
  FamiliesImportRepository,
  FamiliesImportService,
  ImportRun,
  OrganisationImportRepository,
  OrganisationImportService,
];
