import { basename } from 'node:path';

const owners = new Map<string, string>();

/**
 * The class `line` of Folded.module.css is `Folded_line`: words of the source compress, hashes do not. So no two
 * stylesheets may have one name; the build says so.
 */
export function className(local: string, file: string): string {
  const path = file.split('?')[0] ?? file;
  const name = basename(path, '.module.css');
  const owner = owners.get(name) ?? path;
  if (owner !== path) {
    throw new Error(`two stylesheets are called ${name}: ${owner} and ${path}`);
  }
  owners.set(name, path);
  return `${name}_${local}`;
}
