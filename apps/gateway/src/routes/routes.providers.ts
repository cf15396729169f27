import type { Provider } from '@nestjs/common';
import { Operations } from './operations.js';

export const routesProviders: Provider[] = [Operations];
