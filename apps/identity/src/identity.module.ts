import { Module } from '@nestjs/common';
import { AccountsRepository } from './accounts/accounts.repository.js';
import { Passwords } from './accounts/passwords.js';
import { FamiliesHandlers } from './families/families.handlers.js';
import { FamiliesRepository } from './families/families.repository.js';
import { FamiliesSnapshots } from './families/families.snapshots.js';
import { AccountsImportRepository } from './imports/accounts-import.repository.js';
import { FamiliesImportRepository } from './imports/families-import.repository.js';
import { FamiliesImportService } from './imports/families-import.service.js';
import { OrganisationImportService } from './imports/organisation-import.service.js';
import { ImportRun } from './imports/import-run.js';
import { HomeHandlers } from './home/home.handlers.js';
import { ImportsHandlers } from './imports/imports.handlers.js';
import { OrganisationImportRepository } from './imports/organisation-import.repository.js';
import { DirectoryRepository } from './organisations/directory.repository.js';
import { LogosRepository } from './organisations/logos.repository.js';
import { LogosSubscribers } from './organisations/logos.subscribers.js';
import { OrganisationsHandlers } from './organisations/organisations.handlers.js';
import { OrganisationsRepository } from './organisations/organisations.repository.js';
import { OrganisationsSnapshots } from './organisations/organisations.snapshots.js';
import { OrganisationsService } from './organisations/organisations.service.js';
import { PlacesRepository } from './organisations/places.repository.js';
import { LogIn } from './sessions/log-in.js';
import { LoginThrottleJobs } from './sessions/login-throttle.jobs.js';
import { RecentFailures } from './sessions/recent-failures.js';
import { LoginThrottleRepository } from './sessions/login-throttle.repository.js';
import { LoginThrottle } from './sessions/login-throttle.js';
import { SessionsBroadcast } from './sessions/sessions.broadcast.js';
import { SessionsHandlers } from './sessions/sessions.handlers.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { SessionsService } from './sessions/sessions.service.js';

@Module({
  controllers: [
    OrganisationsHandlers,
    SessionsHandlers,
    FamiliesHandlers,
    HomeHandlers,
    ImportsHandlers,
  ],
  providers: [
    OrganisationsService,
    OrganisationsRepository,
    OrganisationsSnapshots,
    PlacesRepository,
    DirectoryRepository,
    LogosRepository,
    LogosSubscribers,
    AccountsRepository,
    Passwords,
    LogIn,
    LoginThrottle,
    LoginThrottleRepository,
    RecentFailures,
    LoginThrottleJobs,
    SessionsService,
    SessionsRepository,
    SessionsBroadcast,
    FamiliesRepository,
    FamiliesSnapshots,
    OrganisationImportService,
    FamiliesImportService,
    ImportRun,
    OrganisationImportRepository,
    FamiliesImportRepository,
    AccountsImportRepository,
  ],
})
export class IdentityModule {}
