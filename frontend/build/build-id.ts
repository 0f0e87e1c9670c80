import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * Writes a build id into index.html. The page is cached together with its headers, so a change of
 * headers alone would never reach an installed phone: the id follows the content of all assets.
 */
export function buildId(): Plugin {
  return {
    name: 'steward:build-id',
    transformIndexHtml: {
      order: 'post',
      handler(html, context) {
        const names = Object.keys(context.bundle ?? {})
          .sort()
          .join('\n');
        const id = context.bundle
          ? createHash('sha256').update(names).digest('hex').slice(0, 12)
          : 'dev';
        return html.replace('%BUILD_ID%', id);
      },
    },
  };
}
