import { m } from '@/i18n/messages';

/** RFC 9457 as the server sends it. Texts are already in the reader's language; `code` is for programs. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  request_id?: string;
  errors: FieldProblem[];
}

export interface FieldProblem {
  /** JSON pointer into the body that was sent: "/lines/0/qty". */
  pointer: string;
  code: string;
  detail: string;
}

/** The server answered, and the answer is no. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** No answer came: no network, no server, or too slow. Whether the request arrived is unknown. */
export class UnreachableError extends Error {
  override name = 'UnreachableError';
}

/** Reads a problem from a failed response; something in between (a proxy) may have answered instead. */
export async function readProblem(response: Response): Promise<Problem> {
  const fallback: Problem = {
    status: response.status,
    code: 'unexpected',
    title: m.ui_error_title(),
    detail: m.ui_error_unexpected(),
    request_id: response.headers.get('x-request-id') ?? undefined,
    errors: [],
  };
  try {
    const body: unknown = await response.json();
    if (!body || typeof body !== 'object') {
      return fallback;
    }
    return { ...fallback, ...definedStrings(body), errors: fieldProblems(body) };
  } catch {
    return fallback;
  }
}

function definedStrings(body: object): Partial<Problem> {
  const known = ['code', 'title', 'detail', 'request_id'] as const;
  const entries = known.flatMap((key) => {
    const value = (body as Record<string, unknown>)[key];
    return typeof value === 'string' && value !== '' ? [[key, value]] : [];
  });
  return Object.fromEntries(entries);
}

function fieldProblems(body: object): FieldProblem[] {
  const errors = (body as { errors?: unknown }).errors;
  return Array.isArray(errors) ? errors.filter((e) => typeof e?.pointer === 'string') : [];
}

/** "/lines/0/qty" → "lines.0.qty", the path a form knows the field by. */
export function fieldPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

function hasPath(values: unknown, path: string): boolean {
  let current = values;
  for (const part of path.split('.')) {
    if (current === null || typeof current !== 'object' || !(part in current)) {
      return false;
    }
    current = (current as Record<string, unknown>)[part];
  }
  return path !== '';
}

export interface FormErrors {
  fields: Record<string, string>;
  /** What no field of this form can show; it belongs above the form. */
  rest: string[];
}

/** Sorts the server's errors into those a field of the form can carry and the others. */
export function formErrors(problem: Problem, values: unknown): FormErrors {
  const sorted: FormErrors = { fields: {}, rest: [] };
  for (const error of problem.errors) {
    const path = fieldPath(error.pointer);
    if (hasPath(values, path)) {
      sorted.fields[path] = error.detail;
    } else {
      sorted.rest.push(error.detail);
    }
  }
  return sorted;
}

/** Queries and mutations may fail with anything; screens want a Problem or the fact that none came. */
export function problemOf(error: unknown): Problem | null {
  return error instanceof ProblemError ? error.problem : null;
}
