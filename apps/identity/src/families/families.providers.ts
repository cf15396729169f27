import type { Provider } from '@nestjs/common';
import { FamiliesRepository } from './families.repository.js';
import { FamiliesSnapshots } from './families.snapshots.js';

export const familiesProviders: Provider[] = [FamiliesRepository, FamiliesSnapshots];
