import type { Provider } from '@nestjs/common';
import { CopiesRepository } from './copies.repository.js';

export const copiesProviders: Provider[] = [CopiesRepository];
