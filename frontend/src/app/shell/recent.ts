/** The records somebody opened last on this device, to be a key away. */
export interface Recent {
  to: string;
  label: string;
  hint?: string;
}

const MOST = 6;
const place = (owner: string) => `steward.recent.${owner}`;

export function recentOf(owner: string): Recent[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place(owner)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isRecent) : [];
  } catch {
    return [];
  }
}

function isRecent(value: unknown): value is Recent {
  const { to, label } = (value ?? {}) as Partial<Recent>;
  // Only ways inside the product: what is stored is not to be trusted.
  return typeof to === 'string' && /^\/(?!\/)/.test(to) && typeof label === 'string';
}

export function remember(owner: string, recent: Recent): void {
  const others = recentOf(owner).filter(({ to }) => to !== recent.to);
  try {
    localStorage.setItem(place(owner), JSON.stringify([recent, ...others].slice(0, MOST)));
  } catch {
    // Without storage there is no memory.
  }
}
