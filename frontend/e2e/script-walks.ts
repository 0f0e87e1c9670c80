import type { FurnishedSchool } from './furnished-school';

/** What the office buys; the rest of its pages is walked by itself. */
const BUYING =
  /^\/(purchases|purchase-orders|approvals|suppliers|goods-receipts|stores|requisitions|budgets|control-exceptions)/;

/** What is written down in the canteen. */
const EATING = /^\/canteen/;

/** Who walks, from where, along which links, and how many kinds of pages there are at least. */
export const WALKS: {
  name: string;
  by: 'visitor' | 'admin' | 'office';
  from: (school: FurnishedSchool) => string[];
  along?: (path: string) => boolean;
  kinds: number;
}[] = [
  {
    name: 'a visitor',
    by: 'visitor',
    from: ({ sign, followUp }) => [`/s/${sign}`, `/f/${followUp}`, '/sign-in'],
    kinds: 3,
  },
  {
    name: 'the administrator',
    by: 'admin',
    from: () => ['/', '/audit', '/settings', '/people', '/people/delegations', '/notices'],
    kinds: 15,
  },
  {
    name: 'the office, for what it keeps',
    by: 'office',
    from: ({ asset, atWork, room, depreciation }) => [
      ...['/', '/repairs', '/assets', '/places', '/waiting', '/assets/overview', '/assets/due'],
      ...[`/assets/${asset}`, `/assets/${asset}/print`, `/repairs/${atWork}`, `/places/${room}`],
      ...[`/places/${room}/list`, `/assets/labels?ids=${asset}&paper=60x40`],
      ...[`/assets/${asset}/value`, `/assets/depreciation/${depreciation}/print`],
    ],
    along: (path) => !BUYING.test(path) && !EATING.test(path),
    kinds: 20,
  },
  {
    name: 'the office, for the canteen',
    by: 'office',
    from: ({ book }) => [
      ...['/canteen', '/canteen/records', '/canteen/staff', '/canteen/settings', '/canteen/sheet'],
      ...[`/canteen/records/${book.sample}`, `/canteen/records/${book.accompanied}`],
      ...['/canteen/control', '/canteen/consistency', '/canteen/incidents'],
      ...['/canteen/papers', `/canteen/outside/${book.outside}`],
    ],
    along: (path) => EATING.test(path),
    kinds: 9,
  },
  {
    name: 'the office, for what it buys',
    by: 'office',
    from: ({ purchase, draft, petty, returned, approval, quoted, settled, supplier, ...stock }) => [
      ...['/goods-receipts', `/goods-receipts/${stock.accepted}/print`],
      ...[`/goods-receipts/${stock.inspecting}`, `/goods-receipts/new?order=${stock.coming}`],
      ...[
        '/purchases/publications',
        `/purchases/publications/${stock.hung}`,
        '/purchases/spending',
      ],
      ...[
        `/purchases/${stock.claimed}/claim-packet`,
        `/purchases/${stock.bound}/claim-packet`,
        `/purchases/petty/${petty}/claim-packet`,
      ],
      ...['/control-exceptions', '/budgets', `/budgets/${stock.budgetYear}/public`],
      ...['/purchases', `/purchases/${purchase}`, `/purchases/${draft}`],
      ...['/purchases/petty', `/purchases/petty/${petty}`, `/purchases/petty/${returned}`],
      ...[`/purchases/petty/${petty}/print`, '/approvals', `/approvals/${approval}`],
      ...[`/purchases/${quoted}/quotes`, `/purchases/${settled}/quotes/print`, '/suppliers'],
      ...[
        `/suppliers/${supplier}`,
        '/stores',
        `/stores/${stock.store}`,
        `/stores/items/${stock.item}`,
      ],
      ...[
        `/stores/documents/${stock.issue}`,
        `/stores/distributions/${stock.distribution}`,
        `/stores/distributions/${stock.sentBack}`,
        '/requisitions',
      ],
      ...[`/requisitions/${stock.requisition}`, '/stores/ledger', '/purchase-orders'],
      ...[`/purchase-orders/${stock.ordered}`, `/purchase-orders/${stock.ordered}/print`],
      ...[`/purchase-orders/new?request=${stock.half}`],
    ],
    along: (path) => BUYING.test(path),
    kinds: 41,
  },
];
