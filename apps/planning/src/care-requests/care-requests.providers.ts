import type { Provider } from '@nestjs/common';
import { BookingsRepository } from './bookings.repository.js';
import { CareRequestReader } from './care-request-reader.js';
import { CareRequestsJobs } from './care-requests.jobs.js';
import { CareRequestsRepository } from './care-requests.repository.js';
import { CareRequestsService } from './care-requests.service.js';
import { ClosingService } from './closing.service.js';
import { DraftService } from './draft.service.js';
import { WithdrawDueRequests } from './withdraw-due-requests.js';

export const careRequestsProviders: Provider[] = [
  BookingsRepository,
  CareRequestReader,
  CareRequestsJobs,
  CareRequestsRepository,
  CareRequestsService,
  ClosingService,
  DraftService,
  WithdrawDueRequests,
];
