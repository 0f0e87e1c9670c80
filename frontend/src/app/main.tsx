import './layers.css';
import 'virtual:theme-variables.css';
import './mantine.css';
import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ProblemError, UnreachableError } from '@/api/problem';
import { adoptDocumentLanguage } from '@/i18n/locale';
import { App } from './App';
import { router } from './router';

const root = document.getElementById('root');

// /boot.js has looked at the browser already; below the floor the page's own notice stays.
if (root && document.documentElement.dataset.floor !== 'below') {
  adoptDocumentLanguage();
  // The first paint of index.html stays until the first page is there: no blank in between.
  await router.load();
  createRoot(root, {
    onCaughtError: (error) => {
      // A refusal or a missing answer has its own page and is no fault of ours to log.
      if (!(error instanceof ProblemError) && !(error instanceof UnreachableError)) {
        reportError(error);
      }
    },
  }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
