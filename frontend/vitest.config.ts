import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Environment start dominates the run: pure tests (*.test.ts) stay in node, only *.test.tsx pay for jsdom.
const alias = { '@': fileURLToPath(new URL('./src', import.meta.url)) };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: 'pure', environment: 'node', include: ['src/**/*.test.ts'], isolate: false },
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'jsdom',
          // Each file would import the kit anew: half of the time. What a test renders is cleaned up after it (setup.ts).
          isolate: false,
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/test/setup.ts'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});
