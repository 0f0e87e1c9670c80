import type {
  PurchaseFund,
  PurchaseLine,
  PurchaseLineBody,
  PurchaseRequestBody,
  PurchaseRequestView,
} from '@/api/schema';

/** A line as it is typed. */
export interface LineValues {
  /** Only for React: lines come and go. */
  key: string;
  name: string;
  spec: string;
  unit: string;
  quantity: string;
  unit_price: string;
}

export type RequestValues = {
  purpose: string;
  fund: PurchaseFund;
  needed_by: string;
  lines: LineValues[];
  reuse: string;
};

export const emptyLine = (key: string): LineValues => ({
  key,
  name: '',
  spec: '',
  unit: '',
  quantity: '1',
  unit_price: '',
});

export const emptyRequest = (key: string): RequestValues => ({
  purpose: '',
  fund: 'public',
  needed_by: '',
  lines: [emptyLine(key)],
  reuse: '',
});

export function lineValues(lines: readonly PurchaseLine[]): LineValues[] {
  return lines.map((line, index) => ({
    key: `kept-${index}`,
    name: line.name,
    spec: line.spec ?? '',
    unit: line.unit,
    quantity: line.quantity,
    unit_price: line.unit_price,
  }));
}

export function lineBodies(lines: readonly LineValues[]): PurchaseLineBody[] {
  return lines.map((line) => ({
    name: line.name.trim(),
    spec: given(line.spec),
    unit: line.unit.trim(),
    quantity: line.quantity.trim(),
    unit_price: line.unit_price.trim(),
  }));
}

const given = (text: string) => text.trim() || null;

export function valuesOf({ content }: PurchaseRequestView): RequestValues {
  return {
    purpose: content.purpose,
    fund: content.fund,
    needed_by: content.needed_by ?? '',
    lines: lineValues(content.lines),
    reuse: content.reuse ?? '',
  };
}

/** What is sent; what was left empty is not. */
export function bodyOf(values: RequestValues): PurchaseRequestBody {
  return {
    purpose: values.purpose.trim(),
    fund: values.fund,
    needed_by: given(values.needed_by),
    reuse: given(values.reuse),
    lines: lineBodies(values.lines),
  };
}

const DECIMAL = /^\d+(\.\d+)?$/;

/** The sum as it is typed, in fen; null while something of it is no number. The server's sum is the one that counts. */
export function sumOf(
  lines: readonly Pick<LineValues, 'quantity' | 'unit_price'>[],
): string | null {
  let fen = 0;
  for (const { quantity, unit_price } of lines) {
    if (!DECIMAL.test(quantity.trim()) || !DECIMAL.test(unit_price.trim())) {
      return null;
    }
    fen += Math.round(Number(quantity) * Number(unit_price) * 100);
  }
  return (fen / 100).toFixed(2);
}
