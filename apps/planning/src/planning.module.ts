import { Module } from '@nestjs/common';
import { CalendarHandlers } from './calendar/calendar.handlers.js';
import { CalendarService } from './calendar/calendar.service.js';
import { CopiesRepository } from './copies/copies.repository.js';
import { CopiesSubscribers } from './copies/copies.subscribers.js';
import { OrganisationsRepository } from './copies/organisations.repository.js';
import { PeopleRepository } from './copies/people.repository.js';
import { HomeHandlers } from './home/home.handlers.js';
import { HomeService } from './home/home.service.js';
import { ImportsHandlers } from './imports/imports.handlers.js';
import { OrganisationImportRepository } from './imports/organisation-import.repository.js';
import { OrganisationImportService } from './imports/organisation-import.service.js';
import { PlacementsImportRepository } from './imports/placements-import.repository.js';
import { PlacementsImportService } from './imports/placements-import.service.js';
import { FamiliesRepository } from './families/families.repository.js';
import { GroupDaysService } from './occupancy/group-days.service.js';
import { OccupancyRepository } from './occupancy/occupancy.repository.js';
import { JudgementService } from './options/judgement.service.js';
import { OptionsHandlers } from './options/options.handlers.js';
import { OptionsService } from './options/options.service.js';
import { ProductsRepository } from './options/products.repository.js';
import { PoliciesRepository } from './policies/policies.repository.js';
import { ApprovalService } from './queue/approval.service.js';
import { ObstaclesRepository } from './queue/obstacles.repository.js';
import { DecideService } from './queue/decide.service.js';
import { QueueHandlers } from './queue/queue.handlers.js';
import { QueueRepository } from './queue/queue.repository.js';
import { QueueService } from './queue/queue.service.js';
import { SlotsRepository } from './queue/slots.repository.js';
import { BookingsRepository } from './care-requests/bookings.repository.js';
import { CareRequestsRepository } from './care-requests/care-requests.repository.js';
import { ClosingService } from './care-requests/closing.service.js';
import { DraftService } from './care-requests/draft.service.js';
import { CareRequestReader } from './care-requests/care-request-reader.js';
import { CareRequestsHandlers } from './care-requests/care-requests.handlers.js';
import { CareRequestsJobs } from './care-requests/care-requests.jobs.js';
import { CareRequestsService } from './care-requests/care-requests.service.js';
import { WithdrawDueRequests } from './care-requests/withdraw-due-requests.js';

@Module({
  controllers: [
    CalendarHandlers,
    HomeHandlers,
    ImportsHandlers,
    OptionsHandlers,
    QueueHandlers,
    CareRequestsHandlers,
  ],
  providers: [
    BookingsRepository,
    CareRequestsRepository,
    ClosingService,
    ApprovalService,
    DecideService,
    ObstaclesRepository,
    DraftService,
    FamiliesRepository,
    GroupDaysService,
    HomeService,
    QueueRepository,
    QueueService,
    CareRequestReader,
    CareRequestsJobs,
    CareRequestsService,
    SlotsRepository,
    WithdrawDueRequests,
    CalendarService,
    CopiesRepository,
    CopiesSubscribers,
    JudgementService,
    OccupancyRepository,
    OptionsService,
    OrganisationImportRepository,
    OrganisationImportService,
    OrganisationsRepository,
    PeopleRepository,
    PlacementsImportRepository,
    PlacementsImportService,
    PoliciesRepository,
    ProductsRepository,
  ],
})
export class PlanningModule {}
