import { DomainError, type FieldError, type ProblemCode, problems } from '@ouderportaal/contracts';

/** What of an error may leave a service: its code and parameters, never its message or stack. */
interface ProblemMessage {
  code: ProblemCode;
  parameters: Readonly<Record<string, string | number>>;
  errors: readonly FieldError[];
}

export function encodeProblem(error: DomainError): Uint8Array {
  const message: ProblemMessage = {
    code: error.code,
    parameters: error.parameters,
    errors: error.errors,
  };
  return new TextEncoder().encode(JSON.stringify(message));
}

export function decodeProblem(data: Uint8Array): DomainError {
  const message = JSON.parse(new TextDecoder().decode(data)) as ProblemMessage;
  const code = message.code in problems ? message.code : 'internal';
  return new DomainError(code, message.parameters, message.errors);
}
