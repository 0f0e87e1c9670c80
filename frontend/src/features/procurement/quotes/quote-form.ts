import type {
  QuoteBody,
  QuoteChannel,
  QuoteSheetLine,
  QuoteSheetView,
  QuoteView,
} from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import type { Rules } from '@/offline/form';
import { sumOf } from '../request-form';
import { priceAt } from './sheet';

export type QuoteValues = {
  supplier_id: string;
  supplier_name: string;
  channel: QuoteChannel | '';
  quoted_on: string;
  /** Empty: whoever writes it down. */
  asked_by_id: string;
  asked_by_name: string;
  upload_id: string;
  note: string;
  /** One for each line of the sheet; empty where the supplier does not have it. */
  lines: { unit_price: string }[];
};

export function quoteValues(sheet: QuoteSheetView, former: QuoteView | undefined): QuoteValues {
  return {
    supplier_id: former?.supplier.id ?? '',
    supplier_name: former?.supplier.name ?? '',
    channel: former?.channel ?? '',
    quoted_on: former?.quoted_on ?? schoolDay(),
    asked_by_id: former?.asked_by.id ?? '',
    asked_by_name: former?.asked_by.name ?? '',
    upload_id: '',
    note: former?.note ?? '',
    lines: sheet.lines.map(({ position }) => ({
      unit_price: (former && priceAt(former, position)?.unit_price) ?? '',
    })),
  };
}

/** What is asked for: prices stand beside it by their place, so they are of these lines and of no others. */
export const askedOf = (lines: readonly QuoteSheetLine[]): string =>
  lines.map(({ name, spec, unit, quantity }) => [name, spec, unit, quantity].join('·')).join('|');

/** What was forgotten; everything else the server says. */
export const quoteRules: Rules<QuoteValues> = {
  supplier_id: (id) => (id ? null : m.quotes_supplier_needed()),
  channel: (channel) => (channel ? null : m.quotes_channel_needed()),
  quoted_on: (day) => (day ? null : m.ui_required()),
  lines: (lines) => (lines.some(filled) ? null : m.quotes_price_needed()),
};

const filled = ({ unit_price }: { unit_price: string }) => unit_price.trim() !== '';

/** What is sent: lines without a price are left out. */
export function quoteBody(values: QuoteValues, lines: readonly QuoteSheetLine[]): QuoteBody {
  return {
    supplier_id: values.supplier_id,
    // The form asks for it before it sends anything.
    channel: values.channel as QuoteChannel,
    quoted_on: values.quoted_on,
    asked_by_id: values.asked_by_id || null,
    upload_id: values.upload_id || null,
    note: values.note.trim() || null,
    lines: values.lines.flatMap((line, index) =>
      filled(line)
        ? [{ position: lines[index]?.position ?? index, unit_price: line.unit_price.trim() }]
        : [],
    ),
  };
}

/** The sum of what has a price, and how many lines have none. */
export function quoted(values: QuoteValues, lines: readonly QuoteSheetLine[]) {
  const priced = values.lines.flatMap((line, index) =>
    filled(line) ? [{ quantity: lines[index]?.quantity ?? '', unit_price: line.unit_price }] : [],
  );
  return { sum: priced.length > 0 ? sumOf(priced) : null, missing: lines.length - priced.length };
}

/** Which lines are sent, by their place in the form. */
export const sentLines = ({ lines }: QuoteValues): number[] =>
  lines.flatMap((line, index) => (filled(line) ? [index] : []));
