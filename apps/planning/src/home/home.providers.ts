import type { Provider } from '@nestjs/common';
import { HomeService } from './home.service.js';

export const homeProviders: Provider[] = [HomeService];
