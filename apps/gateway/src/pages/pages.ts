import { Controller, Req, Res, type Type } from '@nestjs/common';
import { DomainError, type Page, PART_MAY_MISS, type ProblemCode } from '@ouderportaal/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, problemWords } from '../problems/problem.rules.js';
import { named } from '../routes/generated.js';
import { type Operation, operationOf, Operations } from '../routes/operations.js';
import { RouteOf } from '../routes/route-of.js';

interface Composing {
  operations: Operations;
}

/** What one part came to: the service's own bytes, or why they are missing. */
type Part = { name: string; bytes: Uint8Array } | { name: string; error: DomainError };

/** A Nest controller for each page, as there is one for each service. */
export function pageControllersOf(pages: Readonly<Record<string, Page>>): Type[] {
  return Object.values(pages).map(pageControllerOf);
}

function pageControllerOf({ contract, parts }: Page): Type {
  const page = operationOf(contract);
  const operations = Object.entries(parts).map(
    ([name, part]) => [name, operationOf(part)] as const,
  );

  @Controller()
  class PageController implements Composing {
    constructor(readonly operations: Operations) {}

    @RouteOf(contract)
    async compose(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      page.read(request);
      const asked = operations.map(([name, part]) => this.part(name, part, request));
      const body = composed(await Promise.all(asked), request);
      this.operations.send(contract, reply, body);
    }

    private async part(name: string, part: Operation, request: FastifyRequest): Promise<Part> {
      try {
        return { name, bytes: await this.operations.ask(part, request) };
      } catch (error) {
        if (error instanceof DomainError && PART_MAY_MISS.has(error.code)) return { name, error };
        throw error;
      }
    }
  }
  return named(PageController, contract.subject);
}

/**
 * The answers side by side, as the services wrote them.
 * @throws DomainError of the first part when every part is missing
 */
function composed(parts: readonly Part[], request: FastifyRequest): Uint8Array {
  const language = languageOf(request.headers['accept-language']);
  const missing: { part: string; code: ProblemCode; title: string; detail: string }[] = [];
  const fields = parts.map((part) => {
    if ('bytes' in part)
      return `${JSON.stringify(part.name)}:${new TextDecoder().decode(part.bytes)}`;
    const { code, parameters } = part.error;
    missing.push({ part: part.name, code, ...problemWords(code, parameters, language) });
    return `${JSON.stringify(part.name)}:null`;
  });
  const [first] = parts;
  if (missing.length === parts.length && first && 'error' in first) throw first.error;
  return new TextEncoder().encode(`{${fields.join(',')},"missing":${JSON.stringify(missing)}}`);
}
