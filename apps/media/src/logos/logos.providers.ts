import type { Provider } from '@nestjs/common';
import { LogoRemovalsRepository } from './logo-removals.repository.js';
import { LogosJobs } from './logos.jobs.js';
import { LogosRepository } from './logos.repository.js';
import { LogosService } from './logos.service.js';
import { LogosSnapshots } from './logos.snapshots.js';
import { RemoveFiles } from './remove-files.js';

export const logosProviders: Provider[] = [
  LogoRemovalsRepository,
  LogosJobs,
  LogosRepository,
  LogosService,
  LogosSnapshots,
  RemoveFiles,
];
