import { type ChangeEvent, useRef, useState } from 'react';

/*
 * Values and errors of one form. A form library brings lists, watchers and schema checks that no page
 * here needs, for a twentieth of what a phone loads at a door; the rules are the server's anyway.
 */

type Values = Record<string, unknown>;

/** "name" and, one level down, "school.name". */
type Path<V> = {
  [K in keyof V & string]:
    | K
    | (V[K] extends unknown[]
        ? never
        : V[K] extends object
          ? `${K}.${keyof V[K] & string}`
          : never);
}[keyof V & string];

/** "lines.0.quantity": a field of a line. */
type OfLine<V> = {
  [K in keyof V & string]: V[K] extends readonly (infer Line)[]
    ? `${K}.${number}.${keyof Line & string}`
    : never;
}[keyof V & string];

type At<V, P> = P extends keyof V
  ? V[P]
  : P extends `${infer K}.${infer Rest}`
    ? K extends keyof V
      ? At<V[K], Rest>
      : never
    : never;

/** What is wrong with a value, or null, or of a list by its place in it: "0.quantity"; some rules look at its neighbours. */
type Rule<T, V> = (value: T, values: V) => string | Errors | null;

/** A rule for a field, or rules for the fields of a group or for the lines of a list. */
export type Rules<V, All = V> = {
  [K in keyof V]?: Rule<V[K], All> | Rules<V[K], All>;
};

type Errors = Record<string, string>;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface InputProps {
  onChange: (event: ChangeEvent<Field>) => void;
  error: string | undefined;
  /** By it the caret finds the first wrong field (focus-first.ts). */
  'data-path': string;
}

export interface Form<V extends Values> {
  values: V;
  errors: Errors;
  /** The newest values, also before the next paint. */
  getValues: () => V;
  setFieldValue: <P extends Path<V>>(path: P, value: At<V, P>) => void;
  setErrors: (errors: Errors) => void;
  clearFieldError: (path: Path<V> | OfLine<V>) => void;
  /** For fields of text. */
  getInputProps: (path: Path<V>) => InputProps & { value: string };
  /** For fields of yes and no. */
  getCheckProps: (path: Path<V>) => InputProps & { checked: boolean };
  /** Back to these values, without errors. */
  reset: (values: V) => void;
  /** The errors of the rules; they stand at their fields from now on. */
  validate: () => Errors;
}

export function useForm<V extends Values>(initialValues: V, rules: Rules<V> = {}): Form<V> {
  const [values, setValues] = useState(initialValues);
  const [errors, setErrors] = useState<Errors>({});
  // Two changes before one paint must not undo each other.
  const newest = useRef(values);

  function replace(next: V): void {
    newest.current = next;
    setValues(next);
  }

  function clearFieldError(path: string): void {
    setErrors(({ [path]: _, ...others }) => others);
  }

  function setFieldValue<P extends Path<V>>(path: P, value: At<V, P>): void {
    replace(written(newest.current, path.split('.'), value) as V);
    clearFieldError(path);
  }

  function props(path: Path<V>, next: (field: Field) => unknown): InputProps {
    return {
      onChange: (event) => setFieldValue(path, next(event.currentTarget) as never),
      error: errors[path],
      'data-path': path,
    };
  }

  return {
    values,
    errors,
    getValues: () => newest.current,
    setFieldValue,
    setErrors,
    clearFieldError,
    getInputProps: (path) => ({
      ...props(path, (field) => field.value),
      value: read(values, path) as string,
    }),
    getCheckProps: (path) => ({
      ...props(path, (field) => field instanceof HTMLInputElement && field.checked),
      checked: read(values, path) === true,
    }),
    reset: (next) => {
      replace(next);
      setErrors({});
    },
    validate: () => {
      const found = broken(rules as RuleTree, newest.current, newest.current);
      setErrors(found);
      return found;
    },
  };
}

function read(values: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((group, part) => (group as Values | undefined)?.[part], values);
}

function written(group: unknown, [part = '', ...rest]: string[], value: unknown): Values {
  const fields = group as Values;
  return { ...fields, [part]: rest.length > 0 ? written(fields[part], rest, value) : value };
}

type RuleTree = { [name: string]: Rule<unknown, Values> | RuleTree | undefined };

function broken(rules: RuleTree, group: Values, all: Values, prefix = ''): Errors {
  const found: Errors = {};
  for (const [name, rule] of Object.entries(rules)) {
    const path = prefix + name;
    if (typeof rule === 'function') {
      Object.assign(found, at(path, rule(group[name], all)));
    } else if (rule && group[name]) {
      // A group that is not there has nothing wrong in it.
      Object.assign(found, broken(rule, group[name] as Values, all, `${path}.`));
    }
  }
  return found;
}

function at(path: string, error: string | Errors | null): Errors {
  if (typeof error === 'string') {
    return { [path]: error };
  }
  const below = Object.entries(error ?? {});
  return Object.fromEntries(below.map(([place, text]) => [`${path}.${place}`, text]));
}
