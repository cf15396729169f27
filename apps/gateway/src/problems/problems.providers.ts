import type { Provider } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ProblemFilter } from './problem.filter.js';

export const problemsProviders: Provider[] = [
  ProblemFilter,
  { provide: APP_FILTER, useExisting: ProblemFilter },
];
