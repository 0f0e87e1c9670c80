// Writes src/routeTree.gen.ts without starting Vite, so that tsc and vitest work on a fresh clone.
import { fileURLToPath } from 'node:url';
import { Generator, getConfig } from '@tanstack/router-generator';

const root = fileURLToPath(new URL('..', import.meta.url));
await new Generator({ config: getConfig({}, root), root }).run();
