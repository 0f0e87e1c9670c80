import { ProblemError } from '@/api/problem';

/** The server counts the lines that were sent, a form all of them: errors find their own field. `sent` are the form's own counts, in order. */
export function atOwnLines(error: unknown, sent: readonly number[]): unknown {
  if (!(error instanceof ProblemError)) {
    return error;
  }
  const errors = error.problem.errors.map((one) => ({
    ...one,
    pointer: one.pointer.replace(
      /^\/lines\/(\d+)/,
      (_, index: string) => `/lines/${sent[Number(index)] ?? index}`,
    ),
  }));
  return new ProblemError({ ...error.problem, errors });
}
