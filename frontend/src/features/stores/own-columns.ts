import { type FieldProblem, ProblemError } from '@/api/problem';
import { m } from '@/i18n/messages';

/**
 * The server's errors as the matrix can show them: all of a line stand at the head of its column, and what is of a class
 * names it. `chosen` are the classes that were sent, in order.
 */
export function atOwnColumns(error: unknown, chosen: readonly { name: string }[]): unknown {
  if (!(error instanceof ProblemError)) {
    return error;
  }
  const errors = error.problem.errors.map((one) => atHead(one, chosen));
  return new ProblemError({ ...error.problem, errors });
}

function atHead(one: FieldProblem, chosen: readonly { name: string }[]): FieldProblem {
  const [, line, cell] = /^\/lines\/(\d+)\/\w+(?:\/(\d+))?/.exec(one.pointer) ?? [];
  const [, place] = /^\/class_ids\/(\d+)/.exec(one.pointer) ?? [];
  const name = chosen[Number(cell ?? place)]?.name;
  return {
    ...one,
    pointer: line === undefined ? one.pointer : `/lines/${line}/quantity`,
    detail: name === undefined ? one.detail : m.stores_class_problem({ name, detail: one.detail }),
  };
}
