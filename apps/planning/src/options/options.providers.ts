import type { Provider } from '@nestjs/common';
import { JudgementService } from './judgement.service.js';
import { OptionsService } from './options.service.js';
import { ProductsRepository } from './products.repository.js';

export const optionsProviders: Provider[] = [JudgementService, OptionsService, ProductsRepository];
