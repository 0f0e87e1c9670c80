import type { StockMovement } from '@/api/schema';
import { m } from '@/i18n/messages';

/** Where something came from: of whom it was bought, who gave it, or that it was there before. */
function whence({ source, supplier, source_number, purpose }: StockMovement): string {
  switch (source) {
    case 'purchase':
      return [supplier, source_number].filter(Boolean).join(' ');
    case 'donation':
      return [m.stores_source_donation(), purpose].filter(Boolean).join(' ');
    case 'opening':
      return m.stores_source_opening();
    default:
      return '';
  }
}

/** With whom it has to do: who delivered, or who received and for which class. */
export function withWhom(movement: StockMovement): string {
  const { class: one, receiver } = movement;
  return whence(movement) || [one?.name, receiver?.name].filter(Boolean).join(' ');
}
