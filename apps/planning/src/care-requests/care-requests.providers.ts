import type { Provider } from '@nestjs/common';
import { AnnounceDecisions } from './announce-decisions.js';
import { AnnouncingService } from './announcing.service.js';
import { BookingsRepository } from './bookings.repository.js';
import { CareRequestReader } from './care-request-reader.js';
import { CareRequestsJobs } from './care-requests.jobs.js';
import { CareRequestsRepository } from './care-requests.repository.js';
import { CareRequestsService } from './care-requests.service.js';
import { ClosingService } from './closing.service.js';
import { DecisionAnnouncementsRepository } from './decision-announcements.repository.js';
import { DraftService } from './draft.service.js';
import { WithdrawDueRequests } from './withdraw-due-requests.js';

export const careRequestsProviders: Provider[] = [
  AnnounceDecisions,
  AnnouncingService,
  BookingsRepository,
  CareRequestReader,
  CareRequestsJobs,
  CareRequestsRepository,
  CareRequestsService,
  ClosingService,
  DecisionAnnouncementsRepository,
  DraftService,
  WithdrawDueRequests,
];
