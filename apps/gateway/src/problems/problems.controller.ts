import { Controller, Get, Param } from '@nestjs/common';
import { DomainError, type ProblemCode, problems } from '@ouderportaal/contracts';
import { Public } from '../routes/route-of.js';
import { PROBLEM_PAGES, problemPage } from './problem.rules.js';

/** What the `type` of a problem leads to. */
@Public()
@Controller(PROBLEM_PAGES)
export class ProblemsController {
  @Get(':code')
  get(@Param('code') code: string) {
    if (!Object.hasOwn(problems, code)) throw new DomainError('not-found');
    return problemPage(code as ProblemCode);
  }
}
