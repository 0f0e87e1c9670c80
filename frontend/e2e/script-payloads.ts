import { readFileSync } from 'node:fs';

// biome-ignore lint/suspicious/noExplicitAny: bodies are sent as they are.
export type Body = any;

/** One call of an operation that takes texts. */
export interface Sender {
  by: string | null;
  path: string;
  body: Body;
  version?: number;
  /** Fields that nobody is shown, and without which the call is refused. */
  secret?: string[];
}

/** What a text may hold that a careless page would run. Every one calls `steward_ran()` when it is run. */
const RUN = 'steward_ran()';
export const PAYLOADS: readonly string[] = [
  // The first of whatever text it stands in: an address begins with it.
  `javascript:${RUN}`,
  // The shortest: a field that refuses it refuses all.
  `\${${RUN}}`,
  `<script>${RUN}</script>`,
  `<ScRiPt>${RUN}</sCrIpT>`,
  `<script src="data:text/javascript,${RUN}"></script>`,
  `<img src=x onerror=${RUN}>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<body onload=${RUN}>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<a href="javascript:${RUN}" id=clickme>x</a>`,
  `<details open ontoggle=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<video><source onerror=${RUN}></video>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="javascript:${RUN}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<link rel=stylesheet href="data:text/css,*{background:url(javascript:${RUN})}">`,
  `<style>@import "javascript:${RUN}";</style>`,
  `"><script>${RUN}</script>`,
  `' onmouseover='${RUN}' x='`,
  `</textarea></title><script>${RUN}</script>`,
  `{{constructor.constructor('${RUN}')()}}`,
  `[x](javascript:${RUN})`,
  // The last: what comes behind it is its own.
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
];

// biome-ignore lint/suspicious/noExplicitAny: a description is walked, not typed.
type Schema = any;

const API: Schema = JSON.parse(readFileSync('../docs/openapi.json', 'utf8'));

function resolved(schema: Schema): Schema {
  const parts: string[] = schema?.$ref?.split('/').slice(1) ?? [];
  return parts.length > 0
    ? resolved(parts.reduce((node, part) => node[part], API as Schema))
    : schema;
}

/** Fields of free text below a schema, as pointers. */
function texts(schema: Schema, at: string, found: Set<string>, depth = 0): Set<string> {
  const here = resolved(schema);
  if (!here || depth > 5) return found;
  if ([here.type].flat().includes('string') && !here.format && !here.enum) found.add(at);
  for (const [part, below] of inside(here, at)) {
    texts(part, below, found, depth + 1);
  }
  return found;
}

/** What a schema is made of, with where it stands. A filter finds nothing by a text and keeps none. */
function inside(here: Schema, at: string): [Schema, string][] {
  const choices = [here.oneOf, here.allOf, here.anyOf].flatMap(
    (some: Schema[] | undefined) => some ?? [],
  );
  const items = here.items ? [[here.items, `${at}/0`] as [Schema, string]] : [];
  const fields = Object.entries<Schema>(here.properties ?? {}).filter(
    ([name]) => name !== 'filter',
  );
  return [
    ...choices.map((one): [Schema, string] => [one, at]),
    ...items,
    ...fields.map(([name, field]): [Schema, string] => [field, `${at}/${name}`]),
  ];
}

/** Every operation that takes JSON with texts: "POST /people" → its fields. */
export function operationsWithTexts(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [path, operations] of Object.entries<Schema>(API.paths)) {
    for (const [method, operation] of Object.entries<Schema>(operations)) {
      const schema = operation.requestBody?.content?.['application/json']?.schema;
      const fields = schema ? [...texts(schema, '', new Set())] : [];
      if (fields.length > 0) {
        found.set(`${method.toUpperCase()} ${path.replace('/api/v1', '')}`, fields);
      }
    }
  }
  return found;
}

/** The body with a text at a pointer; what is on the way there is made. */
export function withText(body: Schema, pointer: string, text: string): Schema {
  const copy = structuredClone(body);
  const parts = pointer.split('/').slice(1);
  const last = parts.pop() ?? '';
  let node = copy;
  for (const [index, part] of parts.entries()) {
    node[part] ??= (parts[index + 1] ?? last) === '0' ? [] : {};
    node = node[part];
  }
  node[last] = text;
  return copy;
}
