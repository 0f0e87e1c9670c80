/**
 * Where to go after sign-in. Only a path of this site: `?next=` is written by whoever sent the link,
 * and "//evil.example", "/\evil.example" or "javascript:" would lead out of it.
 */
export function safePath(next: string | undefined): string {
  const base = 'http://inside.invalid';
  if (!next?.startsWith('/') || /[\\\r\n\t]/.test(next)) {
    return '/';
  }
  try {
    const url = new URL(next, base);
    const inside = url.origin === base && !url.pathname.startsWith('//');
    const loops = ['/sign-in', '/signed-in', '/set-up'].includes(url.pathname);
    return inside && !loops ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}
