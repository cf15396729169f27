import { Module } from '@nestjs/common';
import { FamiliesHandlers } from './families/families.handlers.js';
import { HomeHandlers } from './home/home.handlers.js';
import { ImportsHandlers } from './imports/imports.handlers.js';
import { OrganisationsHandlers } from './organisations/organisations.handlers.js';
import { SessionsHandlers } from './sessions/sessions.handlers.js';
import { accountsProviders } from './accounts/accounts.providers.js';
import { familiesProviders } from './families/families.providers.js';
import { importsProviders } from './imports/imports.providers.js';
import { organisationsProviders } from './organisations/organisations.providers.js';
import { sessionsProviders } from './sessions/sessions.providers.js';

@Module({
  controllers: [
    OrganisationsHandlers,
    SessionsHandlers,
    FamiliesHandlers,
    HomeHandlers,
    ImportsHandlers,
  ],
  providers: [
    ...accountsProviders,
    ...familiesProviders,
    ...importsProviders,
    ...organisationsProviders,
    ...sessionsProviders,
  ],
})
export class IdentityModule {}
