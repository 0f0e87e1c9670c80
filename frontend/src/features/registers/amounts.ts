/** What people type for money and quantities, as the API wants it. Text all the way: no floats. */

/** "￥1,234.5" → "1234.5"; anything that is no number stays as typed, and the server says so. */
export function plainNumber(typed: string): string {
  const bare = typed
    .normalize('NFKC')
    .replaceAll(/[\s,\u3001\uff0c]/g, '')
    .replace(/^[\u00a5$]/, '')
    .replace(/\u5143$/, '');
  return /^\d*\.?\d+$/.test(bare) ? bare : typed.trim();
}

const NUMBER = /^(\d{1,15})(?:\.(\d{1,6}))?$/;

/** Price times quantity, rounded to fen half up as the server does; null unless both are numbers. */
export function product(price: string, quantity: string): string | null {
  const a = NUMBER.exec(plainNumber(price));
  const b = NUMBER.exec(plainNumber(quantity));
  if (!a || !b) {
    return null;
  }
  const scaled = (match: RegExpExecArray) =>
    BigInt((match[1] ?? '0') + (match[2] ?? '').padEnd(6, '0'));
  const fen = (scaled(a) * scaled(b) + 5_000_000_000n) / 10_000_000_000n;
  const text = fen.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
