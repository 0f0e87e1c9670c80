import type {
  PurchaseOrderBody,
  PurchaseOrderView,
  PurchaseRequestView,
  QuoteSheetView,
} from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Rules } from '@/offline/form';
import { type ExceptionValues, exceptionBody, exceptionRules } from '../exceptions/exception-form';
import { priceAt } from '../quotes/sheet';

/** A line of the request, and how much of it no order has taken yet. */
export interface OpenLine {
  /** In the request, from nought. */
  position: number;
  name: string;
  spec: string | null;
  unit: string;
  asked: string;
  /** Not so while it cannot wait for that. */
  approved: boolean;
  /** Decimal, as the server writes it; "0" when nothing is left. */
  left: string;
  /** As it was quoted, or as the requester thought. */
  unit_price: string;
}

export type OrderValues = {
  supplier_id: string;
  supplier_name: string;
  other_buyer_id: string;
  other_buyer_name: string;
  /** Where one buys although two should; null while the rule is kept. */
  exception: ExceptionValues | null;
  expected_on: string;
  note: string;
  /** One for each line of the request; without a quantity it is not ordered now. */
  lines: { quantity: string; unit_price: string; food: boolean }[];
};

/** Decimals are counted in whole thousandths: in floats 0.3 is not three times 0.1. */
const thousandths = (quantity: string) => Math.round(Number(quantity) * 1000);
const fen = (amount: string | null | undefined) => Math.round(Number(amount ?? '0') * 100);
const money = (amount: number) => (amount / 100).toFixed(2);

/** What an order took of the request: what was closed short took what came, what was cancelled nothing. */
function taken({ state, lines }: PurchaseOrderView, position: number): number {
  const line = lines.find((one) => one.request_position === position);
  if (!line || state === 'cancelled') {
    return 0;
  }
  return thousandths(state === 'closed' ? line.accepted : line.quantity);
}

/** The lines of a request with what is left of each. The server's sum is the one that counts; this one fills the form. */
export function openLines(
  { content, state }: PurchaseRequestView,
  orders: readonly PurchaseOrderView[],
  sheet: QuoteSheetView | null,
): OpenLine[] {
  const chosen = sheet?.settled ? sheet.quotes.find((quote) => quote.chosen) : undefined;
  return content.lines.map((line, position) => {
    const gone = orders.reduce((sum, order) => sum + taken(order, position), 0);
    const left = Math.max(0, thousandths(line.quantity) - gone) / 1000;
    return {
      position,
      name: line.name,
      spec: line.spec ?? null,
      unit: line.unit,
      asked: line.quantity,
      approved: state === 'approved',
      left: String(left),
      unit_price: (chosen && priceAt(chosen, position)?.unit_price) ?? line.unit_price,
    };
  });
}

/** What may still be spent of what was approved; of an order that was closed short only what came counts. */
export function moneyLeft(
  { content }: PurchaseRequestView,
  orders: readonly PurchaseOrderView[],
): string {
  const spent = orders
    .filter(({ state }) => state !== 'cancelled')
    .reduce((sum, order) => sum + (order.state === 'closed' ? came(order) : fen(order.total)), 0);
  return money(fen(content.total) - spent);
}

/** What an order comes to with the others of its request that stand: by that two people buy. */
export function together(
  request: PurchaseRequestView,
  orders: readonly PurchaseOrderView[],
  total: string | null,
): string | null {
  const before = less(request.content.total, moneyLeft(request, orders));
  return total === null ? null : money(fen(before) + fen(total));
}

function came({ lines }: PurchaseOrderView): number {
  return lines.reduce(
    (sum, { accepted, unit_price }) => sum + Math.round(Number(accepted) * fen(unit_price)),
    0,
  );
}

export const orderValues = (
  lines: readonly OpenLine[],
  supplier: { id: string; name: string } | null,
): OrderValues => ({
  supplier_id: supplier?.id ?? '',
  supplier_name: supplier?.name ?? '',
  other_buyer_id: '',
  other_buyer_name: '',
  exception: null,
  expected_on: '',
  note: '',
  lines: lines.map(({ left, unit_price }) => ({
    quantity: left === '0' ? '' : left,
    unit_price,
    food: false,
  })),
});

/** What was forgotten; everything else the server says. */
export const orderRules: Rules<OrderValues> = {
  supplier_id: (id) => (id ? null : m.quotes_supplier_needed()),
  lines: (lines) => (lines.some(wanted) ? null : m.orders_lines_needed()),
  exception: exceptionRules,
};

export const wanted = ({ quantity }: { quantity: string }) => quantity.trim() !== '';

/** What is sent: lines without a quantity are left out. */
export function orderBody(request_id: string, values: OrderValues): PurchaseOrderBody {
  return {
    request_id,
    supplier_id: values.supplier_id,
    other_buyer_id: values.other_buyer_id || null,
    exception: exceptionBody('SD4', values.exception),
    expected_on: values.expected_on || null,
    note: values.note.trim() || null,
    lines: values.lines.flatMap((line, position) =>
      wanted(line)
        ? [
            {
              position,
              quantity: line.quantity.trim(),
              unit_price: line.unit_price.trim(),
              food: line.food,
            },
          ]
        : [],
    ),
  };
}

/** Which lines are sent, by their place in the form. */
export const sentPositions = ({ lines }: OrderValues): number[] =>
  lines.flatMap((line, position) => (wanted(line) ? [position] : []));

/** One amount less another, as a decimal string; null while one of them is not known. */
export const less = (amount: string, other: string | null): string | null =>
  other === null ? null : money(fen(amount) - fen(other));

/** Whether the form offers to say why only one buys: two should, or the server said so, and nobody else is named. */
export function offersException(
  { other_buyer_id: other, exception }: OrderValues,
  twoNeeded: boolean,
): boolean {
  return exception !== null || (twoNeeded && other === '');
}

export const atLeast = (amount: string | null, limit: string | null | undefined): boolean =>
  Boolean(amount && limit) && fen(amount) >= fen(limit);
