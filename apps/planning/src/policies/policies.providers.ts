import type { Provider } from '@nestjs/common';
import { PoliciesRepository } from './policies.repository.js';

export const policiesProviders: Provider[] = [PoliciesRepository];
