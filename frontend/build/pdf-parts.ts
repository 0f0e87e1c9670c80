import { cp, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import type { Plugin } from 'vite';

const PACKAGE = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');

/**
 * What draws PDF fetches by itself: its worker, the character maps and fonts of files that bring none of their own, a decoder
 * in script, for the page's policy lets no WebAssembly run. Each with its licence. The worker is called .js, for not every web
 * server knows .mjs as a script.
 */
const PARTS = [
  ['legacy/build/pdf.worker.min.mjs', 'pdf.worker.js'],
  ['wasm/openjpeg_nowasm_fallback.js'],
  ['wasm/LICENSE_OPENJPEG'],
  ['wasm/LICENSE_PDFJS_OPENJPEG'],
  ['cmaps'],
  ['standard_fonts'],
  ['LICENSE'],
] as const;

/** Puts the parts of pdf.js into dist as they are, in a folder that is named by their version: cached for good like all assets. */
export function pdfParts(): Plugin {
  let outDir = 'dist';
  let folder = '';
  return {
    name: 'steward:pdf-parts',
    async config() {
      const { version } = JSON.parse(await readFile(PACKAGE, 'utf8'));
      folder = `/assets/pdfjs-${version}/`;
      return { define: { 'import.meta.env.PDF_PARTS': JSON.stringify(folder) } };
    },
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    async writeBundle() {
      for (const [part, name = part] of PARTS) {
        const target = join(outDir, folder, name);
        await mkdir(dirname(target), { recursive: true });
        await cp(join(dirname(PACKAGE), part), target, { recursive: true });
      }
    },
    configureServer({ middlewares }) {
      middlewares.use(folder, (request, response, next) => {
        const asked = normalize(new URL(request.url ?? '/', 'http://dev').pathname).slice(1);
        const [own = asked] = PARTS.find(([, name]) => name === asked) ?? [];
        readFile(join(dirname(PACKAGE), own)).then(
          (content) => {
            const type = own.endsWith('js') ? 'text/javascript' : 'application/octet-stream';
            response.setHeader('Content-Type', type).end(content);
          },
          () => next(),
        );
      });
    },
  };
}
