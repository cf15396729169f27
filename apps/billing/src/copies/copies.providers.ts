import type { Provider } from '@nestjs/common';
import { CopiesRepository } from './copies.repository.js';
import { CopiesSubscribers } from './copies.subscribers.js';

export const copiesProviders: Provider[] = [CopiesRepository, CopiesSubscribers];
