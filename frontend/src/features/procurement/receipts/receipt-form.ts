import { type Problem, ProblemError } from '@/api/problem';
import type {
  FoodGroup,
  GoodsReceiptBody,
  GoodsReceiptDestination,
  GoodsReceiptLineBody,
  GoodsReceiptProposal,
  PersonRef,
  PurchaseOrderLine,
  PurchaseOrderView,
} from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import type { Rules } from '@/offline/form';
import { quantityOf, thousandths } from '@/ui/quantity';
import {
  type ExceptionValues,
  exceptionBody,
  exceptionRules,
  NO_EXCEPTION,
} from '../exceptions/exception-form';
import {
  FOOD_CHECKS,
  type FoodValues,
  foodBody,
  hasFood,
  isFood,
  NO_FOOD,
  type RefusedGoods,
} from './food-form';

export type Destined = GoodsReceiptDestination['kind'];

/** What a line becomes, with the fields of each kind beside each other: changing one's mind loses nothing. */
export type DestinationValues = {
  kind: Destined | '';
  category_code: string;
  location_id: string;
  department: string;
  custodian_id: string;
  custodian_name: string;
  single: boolean;
  /** One a line, as they are pasted. */
  serial_numbers: string;
  store_id: string;
  item_id: string;
  item_name: string;
  item_unit: string;
  /** Of food: which kind, and whether it is kept cold. */
  item_food: FoodGroup | '';
  item_cold: boolean;
  /** In the unit of the item, where that is another one. */
  quantity: string;
  bin: string;
  expires_on: string;
};

export type LineValues = {
  position: number;
  name: string;
  unit: string;
  /** What may still come. */
  open: string;
  came: boolean;
  delivered: string;
  accepted: string;
  refusal_reason: string;
  refusal_upload_ids: string[];
  /** Of refused food. */
  refused_goods: RefusedGoods;
  /** It was ordered as food. */
  food_ordered: boolean;
  food: FoodValues;
  /** What the school's rules ask for: somebody else decides. */
  proposal: GoodsReceiptProposal | '';
  destination: DestinationValues;
};

export type ReceiptValues = {
  order_id: string;
  delivered_on: string;
  note: string;
  /** Who handed it over for the supplier. */
  supplier_signer: string;
  /** Beside whoever fills the form. */
  acceptor_ids: string[];
  acceptor_names: string[];
  using_side_id: string;
  /** Where they are not those that the rule asks for; null while it is kept. */
  exception: ExceptionValues | null;
  invoice_nos: string[];
  invoice_upload_ids: string[];
  lines: LineValues[];
};

const nowhere: DestinationValues = {
  kind: '',
  category_code: '',
  location_id: '',
  department: '',
  custodian_id: '',
  custodian_name: '',
  single: false,
  serial_numbers: '',
  store_id: '',
  item_id: '',
  item_name: '',
  item_unit: '',
  item_food: '',
  item_cold: false,
  quantity: '',
  bin: '',
  expires_on: '',
};

const isOpen = (line: PurchaseOrderLine) => (thousandths(line.open) ?? 0) > 0;

/** Everything that is open came, is whole and is accepted; whoever asked for it looks at it for those who will use it. */
export function emptyReceipt(order: PurchaseOrderView, me: PersonRef): ReceiptValues {
  const { requester, buyers } = order;
  const two = order.acceptors_needed > 1;
  const buys = (person: PersonRef) => buyers.some(({ id }) => id === person.id);
  const bought = buys(requester);
  // Two sign for food, whatever it costs.
  const signs = two || order.lines.some((line) => line.food && isOpen(line));
  const other = signs && !bought && requester.id !== me.id ? [requester] : [];
  return {
    order_id: order.id,
    delivered_on: schoolDay(),
    note: '',
    supplier_signer: '',
    acceptor_ids: other.map(({ id }) => id),
    acceptor_names: other.map(({ name }) => name),
    using_side_id: two && !bought ? requester.id : '',
    // Whoever bought it accepts it only where that is excepted.
    exception: buys(me) ? NO_EXCEPTION : null,
    invoice_nos: [''],
    invoice_upload_ids: [],
    lines: order.lines.filter(isOpen).map((line) => ({
      position: line.position,
      name: [line.name, line.spec].filter(Boolean).join(' '),
      unit: line.unit,
      open: line.open,
      came: true,
      delivered: line.open,
      accepted: line.open,
      refusal_reason: '',
      refusal_upload_ids: [],
      refused_goods: '',
      food_ordered: Boolean(line.food),
      food: NO_FOOD,
      proposal: line.proposal ?? '',
      destination: {
        ...nowhere,
        kind: line.food ? 'stock' : '',
        single: line.proposal === 'card_each',
      },
    })),
  };
}

/**
 * Whether those who accept are not whom the rule asks for (SD2): no buyer; from the school's amount on two, one of them for those who
 * will use it. Who is of which department the server knows.
 */
export function unlikeTheRule(
  { buyers, acceptors_needed: needed }: PurchaseOrderView,
  { acceptor_ids: others, using_side_id: side }: ReceiptValues,
  me: string,
): boolean {
  const people = [me, ...others];
  const bought = buyers.some(({ id }) => people.includes(id));
  return bought || (needed > 1 && (people.length < 2 || side === ''));
}

/** Thousandths that are not taken; nothing while a quantity is none. */
export function refusedOf({
  delivered,
  accepted,
}: Pick<LineValues, 'delivered' | 'accepted'>): number {
  const [came, taken] = [thousandths(delivered), thousandths(accepted)];
  return came === null || taken === null ? 0 : Math.max(0, came - taken);
}

/** Another number came: all of it that was ordered is accepted, until somebody says otherwise. */
export function cameChanged(line: LineValues, delivered: string): Partial<LineValues> {
  const came = thousandths(delivered);
  if (came === null || line.accepted !== presetOf(line)) {
    return { delivered };
  }
  return { delivered, accepted: presetOf({ ...line, delivered }) };
}

function presetOf({ delivered, open, accepted }: LineValues): string {
  const [came, most] = [thousandths(delivered), thousandths(open)];
  return came === null || most === null ? accepted : quantityOf(Math.min(came, most));
}

/** Whether something of the line is taken, and so becomes something. */
export const isTaken = (line: LineValues): boolean => line.came && thousandths(line.accepted) !== 0;

/** The store counts in another unit than the shop. */
export const otherUnit = ({ unit, destination }: LineValues): boolean =>
  destination.kind === 'stock' && destination.item_unit !== '' && destination.item_unit !== unit;

export const serialsOf = (text: string): string[] =>
  text
    .split(/[\n\t,，;；]+/)
    .map((one) => one.trim())
    .filter(Boolean);

const needed = (text: string) => (text.trim() ? null : m.ui_required());

/** What was forgotten, all of it at once; everything else the server says. */
export function receiptRules(count: number): Rules<ReceiptValues> {
  return {
    delivered_on: needed,
    supplier_signer: (name, { lines }) => (hasFood(lines) ? needed(name) : null),
    acceptor_ids: (ids, { lines }) =>
      hasFood(lines) && ids.length === 0 ? m.receipts_food_two_needed() : null,
    lines: Array.from({ length: count }, (_, index) => rulesOf(index)),
    exception: exceptionRules,
  };
}

/** A check of a line that came, where it is asked. */
function when<T>(
  index: number,
  asked: (line: LineValues) => boolean,
  check: (value: T) => string | null,
) {
  return (value: T, { lines }: ReceiptValues): string | null => {
    const line = lines[index];
    return line?.came && asked(line) ? check(value) : null;
  };
}

function rulesOf(index: number): Rules<LineValues, ReceiptValues> {
  const refused = (line: LineValues) => refusedOf(line) > 0;
  const taken = (line: LineValues) => isTaken(line) && isFood(line);
  const food =
    (check: (line: LineValues) => string | null) =>
    (_: string, { lines }: ReceiptValues) => {
      const line = lines[index];
      return line?.came && taken(line) ? check(line) : null;
    };
  const becomes = (kind: Destined) => (line: LineValues) =>
    isTaken(line) && line.destination.kind === kind;
  return {
    delivered: when(index, () => true, needed),
    accepted: when(index, () => true, needed),
    refusal_reason: when(index, refused, needed),
    refusal_upload_ids: when(index, refused, (ids: string[]) =>
      ids.length > 0 ? null : m.receipts_photo_needed(),
    ),
    refused_goods: when(
      index,
      (line) => refused(line) && isFood(line),
      (goods: string) => (goods ? null : m.receipts_refused_goods_needed()),
    ),
    food: {
      lot_no: food(FOOD_CHECKS.lot_no),
      expires_on: food(FOOD_CHECKS.expires_on),
      quarantine_no: food(FOOD_CHECKS.quarantine_no),
      meat_quality_no: food(FOOD_CHECKS.meat_quality_no),
      temperature_c: food(FOOD_CHECKS.temperature_c),
    },
    destination: {
      kind: when(index, isTaken, (kind: string) => (kind ? null : m.receipts_becomes_needed())),
      category_code: when(index, becomes('cards'), needed),
      store_id: when(index, becomes('stock'), needed),
      item_id: when(index, becomes('stock'), needed),
      quantity: when(index, otherUnit, needed),
    },
  };
}

/** Positions in the form of what is sent: lines that did not come and empty fields are left out. */
function sentFrom({ lines, invoice_nos }: Pick<ReceiptValues, 'lines' | 'invoice_nos'>) {
  return {
    lines: lines.flatMap((line, index) => (line.came ? [index] : [])),
    invoice_nos: invoice_nos.flatMap((number, index) => (number.trim() ? [index] : [])),
  };
}

export const filled = (numbers: readonly string[]): string[] =>
  numbers.map((number) => number.trim()).filter(Boolean);

export function receiptBody(values: ReceiptValues): GoodsReceiptBody {
  return {
    order_id: values.order_id,
    delivered_on: values.delivered_on,
    note: values.note.trim() || null,
    supplier_signer: values.supplier_signer.trim() || null,
    acceptor_ids: values.acceptor_ids,
    using_side_id: values.using_side_id || null,
    exception: exceptionBody('SD2', values.exception),
    invoice_nos: filled(values.invoice_nos),
    invoice_upload_ids: values.invoice_upload_ids,
    lines: values.lines.filter((line) => line.came).map(lineBody),
  };
}

function lineBody(line: LineValues): GoodsReceiptLineBody {
  const refused = refusedOf(line) > 0;
  return {
    position: line.position,
    delivered: line.delivered.trim(),
    accepted: line.accepted.trim(),
    refusal_reason: refused ? line.refusal_reason.trim() : null,
    refusal_upload_ids: refused ? line.refusal_upload_ids : [],
    destination: isTaken(line) ? destinationBody(line) : { kind: 'used' },
    food: isTaken(line) ? foodBody(line) : null,
    refused_goods: refused && isFood(line) ? line.refused_goods || null : null,
  };
}

function destinationBody(line: LineValues): GoodsReceiptDestination {
  const { destination: to } = line;
  switch (to.kind) {
    case 'cards':
      return {
        kind: 'cards',
        category_code: to.category_code.trim(),
        location_id: to.location_id || null,
        department: to.department.trim() || null,
        custodian_id: to.custodian_id || null,
        single: to.single,
        serial_numbers: to.single ? serialsOf(to.serial_numbers) : [],
      };
    case 'stock':
      return {
        kind: 'stock',
        store_id: to.store_id,
        item_id: to.item_id,
        quantity: otherUnit(line) ? to.quantity.trim() : null,
        bin: to.bin.trim() || null,
        expires_on: to.expires_on || null,
      };
    default:
      return { kind: 'used' };
  }
}

/** A refusal as the form knows its fields: the server counts what was sent. */
export function atFields(
  error: unknown,
  values: Pick<ReceiptValues, 'lines' | 'invoice_nos'>,
): unknown {
  if (!(error instanceof ProblemError)) {
    return error;
  }
  const from = sentFrom(values);
  const moved = (pointer: string) =>
    pointer.replace(
      /^\/(lines|invoice_nos)\/(\d+)/,
      (_, list: keyof typeof from, index: string) => {
        return `/${list}/${from[list][Number(index)] ?? index}`;
      },
    );
  const problem: Problem = {
    ...error.problem,
    errors: error.problem.errors.map((one) => ({ ...one, pointer: moved(one.pointer) })),
  };
  return new ProblemError(problem);
}
