import { Module } from '@nestjs/common';
import { CalendarHandlers } from './calendar/calendar.handlers.js';
import { HomeHandlers } from './home/home.handlers.js';
import { ImportsHandlers } from './imports/imports.handlers.js';
import { OptionsHandlers } from './options/options.handlers.js';
import { QueueHandlers } from './queue/queue.handlers.js';
import { CareRequestsHandlers } from './care-requests/care-requests.handlers.js';
import { calendarProviders } from './calendar/calendar.providers.js';
import { careRequestsProviders } from './care-requests/care-requests.providers.js';
import { copiesProviders } from './copies/copies.providers.js';
import { familiesProviders } from './families/families.providers.js';
import { homeProviders } from './home/home.providers.js';
import { importsProviders } from './imports/imports.providers.js';
import { occupancyProviders } from './occupancy/occupancy.providers.js';
import { optionsProviders } from './options/options.providers.js';
import { policiesProviders } from './policies/policies.providers.js';
import { queueProviders } from './queue/queue.providers.js';

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
    ...calendarProviders,
    ...careRequestsProviders,
    ...copiesProviders,
    ...familiesProviders,
    ...homeProviders,
    ...importsProviders,
    ...occupancyProviders,
    ...optionsProviders,
    ...policiesProviders,
    ...queueProviders,
  ],
})
export class PlanningModule {}
