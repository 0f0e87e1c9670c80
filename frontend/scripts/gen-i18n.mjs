// Compiles messages/ into typed functions. Run before tsc and vitest; `npm run gen` does it.
import { compile } from '@inlang/paraglide-js';

await compile({
  project: './project.inlang',
  outdir: './src/i18n/paraglide',
  // tsc then refuses an unknown key and a wrong placeholder.
  emitTsDeclarations: true,
  emitReadme: false,
  emitGitIgnore: false,
  emitPrettierIgnore: false,
  disableAsyncLocalStorage: true,
  isServer: 'false',
  // The app alone decides the language (src/i18n/locale.ts); no cookie, no URL.
  strategy: ['globalVariable', 'baseLocale'],
});
