import type { Provider } from '@nestjs/common';
import { FamiliesRepository } from './families.repository.js';

export const familiesProviders: Provider[] = [FamiliesRepository];
