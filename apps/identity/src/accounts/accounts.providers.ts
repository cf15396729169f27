import type { Provider } from '@nestjs/common';
import { AccountsRepository } from './accounts.repository.js';
import { Passwords } from './passwords.js';

export const accountsProviders: Provider[] = [AccountsRepository, Passwords];
