/** The server makes as many at a time. */
const AT_ONCE = 200;

export function inChunks<T>(all: readonly T[], size = AT_ONCE): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < all.length; from += size) {
    chunks.push(all.slice(from, from + size));
  }
  return chunks;
}

/** "7K3M9QXT2WBC4N8P" → "7K3M 9QXT 2WBC 4N8P". */
export function slipGroups(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? code;
}

/** What the QR on a slip holds. The code stands behind the #, where no server and no log sees it. */
export function slipAddress(base: string, code: string): string {
  return `${base.replace(/\/+$/, '')}/j#${code}`;
}
