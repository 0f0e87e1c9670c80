import type { Visit } from './visits';

/** The pages of purchases: from what is asked for to the papers it is paid by. */
export const PURCHASE_VISITS: Record<string, Visit[]> = {
  '_app/purchases/index': [
    { at: () => '/purchases', english: 'desktop' },
    { at: () => '/purchases?view=all' },
    { at: () => '/purchases?state=closed' },
  ],
  '_app/purchases/new': [
    { at: () => '/purchases/new', english: 'phone' },
    { at: () => '/purchases/new?low=all' },
  ],
  '_app/purchases/$requestId': [
    { at: ({ purchase }) => `/purchases/${purchase}`, english: 'phone' },
    { at: ({ draft }) => `/purchases/${draft}`, dialogs: ['purchases_cancel'] },
    { at: ({ quoted }) => `/purchases/${quoted}`, english: 'phone' },
    { at: ({ unasked }) => `/purchases/${unasked}` },
    { at: ({ asking }) => `/purchases/${asking}` },
    { at: ({ met }) => `/purchases/${met}` },
    { at: ({ half }) => `/purchases/${half}`, english: 'phone' },
    { at: ({ emergency }) => `/purchases/${emergency}`, english: 'phone' },
    { at: ({ left }) => `/purchases/${left}`, dialogs: ['purchases_close'], english: 'phone' },
    { at: ({ givenUp }) => `/purchases/${givenUp}`, english: 'phone' },
  ],
  '_app/purchases/$requestId_.edit': [{ at: ({ draft }) => `/purchases/${draft}/edit` }],
  '_app/purchases/$requestId_.quotes': [
    {
      at: ({ quoted }) => `/purchases/${quoted}/quotes`,
      dialogs: ['quotes_take_of', 'quotes_remove_of'],
      english: 'phone',
    },
    { at: ({ settled }) => `/purchases/${settled}/quotes`, dialogs: ['quotes_reopen'] },
    { at: ({ unasked }) => `/purchases/${unasked}/quotes` },
    { at: ({ asking }) => `/purchases/${asking}/quotes`, english: 'phone' },
  ],
  '_app/purchases/$requestId_.quotes_.new': [
    {
      at: ({ quoted }) => `/purchases/${quoted}/quotes/new`,
      dialogs: ['quotes_supplier', 'quotes_asked_by'],
      english: 'phone',
    },
    {
      at: ({ quoted, supplier }) => `/purchases/${quoted}/quotes/new?supplier=${supplier}`,
    },
  ],
  '_app/purchases/$requestId_.quotes_.print': [
    { at: ({ quoted }) => `/purchases/${quoted}/quotes/print`, english: 'desktop' },
    { at: ({ settled }) => `/purchases/${settled}/quotes/print` },
  ],
  '_app/purchases/$requestId_.print': [
    { at: ({ purchase }) => `/purchases/${purchase}/print`, english: 'desktop' },
    { at: ({ draft }) => `/purchases/${draft}/print` },
  ],
  '_app/control-exceptions': [
    { at: () => '/control-exceptions', english: 'phone' },
    { at: () => '/control-exceptions?from=2020-01-01&to=2020-12-31' },
  ],
  '_app/purchases/$requestId_.claim-packet': [
    {
      at: ({ claimed }) => `/purchases/${claimed}/claim-packet`,
      dialogs: ['papers_return', 'papers_replace'],
      english: 'phone',
    },
    { at: ({ settled }) => `/purchases/${settled}/claim-packet` },
    { at: ({ met }) => `/purchases/${met}/claim-packet`, english: 'phone' },
    { at: ({ bound }) => `/purchases/${bound}/claim-packet`, english: 'phone' },
    { at: ({ emergency }) => `/purchases/${emergency}/claim-packet` },
  ],
  '_app/purchases/publications/index': [
    { at: () => '/purchases/publications', english: 'desktop' },
    { at: () => '/purchases/publications?overdue=true' },
  ],
  '_app/purchases/publications/new': [
    { at: () => '/purchases/publications/new', english: 'phone' },
    { at: () => '/purchases/publications/new?from=2026-09-01&to=2026-09-30&petty=true' },
  ],
  '_app/purchases/publications/report': [
    { at: () => '/purchases/publications/report?with_petty=true', english: 'desktop' },
    { at: () => '/purchases/publications/report?from=2020-01-01&to=2020-12-31' },
  ],
  '_app/purchases/publications/$publicationId': [
    {
      at: ({ hung }) => `/purchases/publications/${hung}`,
      dialogs: ['publications_cancel'],
      english: 'phone',
    },
    {
      at: ({ toHang }) => `/purchases/publications/${toHang}`,
      dialogs: ['publications_post'],
    },
  ],
  '_app/purchases/publications/$publicationId_.print': [
    { at: ({ hung }) => `/purchases/publications/${hung}/print`, english: 'desktop' },
  ],
  '_app/purchases/spending': [
    { at: () => '/purchases/spending', english: 'desktop' },
    { at: () => '/purchases/spending?year=2020' },
  ],
  '_app/purchases/petty/index': [
    { at: () => '/purchases/petty?view=all', english: 'desktop' },
    { at: () => '/purchases/petty?month=2020-01' },
    { at: () => '/purchases/petty?view=all&late=true' },
  ],
  '_app/purchases/petty/new': [
    { at: () => '/purchases/petty/new', dialogs: ['petty_witness'], english: 'phone' },
    { at: ({ done }) => `/purchases/petty/new?repair_case_id=${done}` },
  ],
  '_app/purchases/petty/$pettyId': [
    { at: ({ petty }) => `/purchases/petty/${petty}`, english: 'phone' },
    { at: ({ returned }) => `/purchases/petty/${returned}`, dialogs: ['petty_cancel'] },
    { at: ({ metPetty }) => `/purchases/petty/${metPetty}` },
    { at: ({ entered }) => `/purchases/petty/${entered}`, english: 'phone' },
  ],
  '_app/purchases/petty/$pettyId_.edit': [
    { at: ({ returned }) => `/purchases/petty/${returned}/edit`, english: 'phone' },
  ],
  '_app/purchases/petty/$pettyId_.print': [
    { at: ({ petty }) => `/purchases/petty/${petty}/print`, english: 'desktop' },
    { at: ({ metPetty }) => `/purchases/petty/${metPetty}/print`, english: 'desktop' },
    { at: ({ entered }) => `/purchases/petty/${entered}/print` },
  ],
  '_app/purchases/petty/$pettyId_.claim-packet': [
    {
      at: ({ petty }) => `/purchases/petty/${petty}/claim-packet`,
      dialogs: ['papers_return'],
      english: 'phone',
    },
  ],
  '_app/purchases/petty/statement': [
    { at: () => '/purchases/petty/statement', english: 'desktop' },
    { at: () => '/purchases/petty/statement?month=2020-01' },
  ],
  '_app/budgets/index': [
    { at: () => '/budgets', english: 'desktop' },
    { at: () => '/budgets?year=2035' },
  ],
  '_app/budgets/$year.$fund': [
    { at: ({ budgetYear }) => `/budgets/${budgetYear}/public`, english: 'phone' },
    { at: ({ budgetYear }) => `/budgets/${budgetYear}/special` },
  ],
  '_app/budgets/$year.$fund_.print': [
    {
      at: ({ budgetYear, budgetGiven }) => `/budgets/${budgetYear}/public/print?seq=${budgetGiven}`,
      english: 'desktop',
    },
    { at: ({ budgetYear, budgetCut }) => `/budgets/${budgetYear}/public/print?seq=${budgetCut}` },
    // What is no allotment has no paper.
    { at: ({ budgetYear }) => `/budgets/${budgetYear}/public/print?seq=9999` },
  ],
  '_app/purchase-orders/index': [
    { at: () => '/purchase-orders', english: 'desktop' },
    { at: () => '/purchase-orders?view=mine&state=closed' },
    { at: () => '/purchase-orders?view=waiting_for_me' },
  ],
  '_app/purchase-orders/new': [
    {
      at: ({ half }) => `/purchase-orders/new?request=${half}`,
      dialogs: ['quotes_supplier', 'orders_other_buyer'],
      english: 'phone',
    },
    { at: ({ quoted }) => `/purchase-orders/new?request=${quoted}` },
    { at: () => '/purchase-orders/new' },
  ],
  '_app/purchase-orders/$orderId': [
    {
      at: ({ proposed }) => `/purchase-orders/${proposed}`,
      dialogs: ['orders_confirm', 'orders_cancel'],
      english: 'phone',
    },
    {
      at: ({ ordered }) => `/purchase-orders/${ordered}`,
      dialogs: ['papers_return'],
      english: 'phone',
    },
    { at: ({ partial }) => `/purchase-orders/${partial}`, dialogs: ['orders_close'] },
    { at: ({ toCosign }) => `/purchase-orders/${toCosign}`, english: 'phone' },
    { at: ({ urgentOrder }) => `/purchase-orders/${urgentOrder}` },
  ],
  '_app/purchase-orders/$orderId_.print': [
    { at: ({ ordered }) => `/purchase-orders/${ordered}/print`, english: 'desktop' },
    { at: ({ toCosign }) => `/purchase-orders/${toCosign}/print` },
  ],
  '_app/goods-receipts/index': [
    { at: () => '/goods-receipts', english: 'desktop' },
    {
      at: () => '/goods-receipts?view=unposted',
      dialogs: ['petty_post_group'],
      english: 'desktop',
    },
    { at: () => '/goods-receipts?state=cancelled' },
    { at: () => '/goods-receipts?view=waiting_for_me', english: 'desktop' },
  ],
  '_app/goods-receipts/new': [
    {
      at: ({ coming }) => `/goods-receipts/new?order=${coming}`,
      dialogs: ['receipts_category', 'receipts_custodian', 'receipts_add_acceptor'],
      english: 'phone',
    },
    { at: () => '/goods-receipts/new', english: 'phone' },
  ],
  '_app/goods-receipts/$receiptId': [
    {
      at: ({ accepted }) => `/goods-receipts/${accepted}`,
      dialogs: ['receipts_post', 'papers_return'],
      english: 'phone',
    },
    {
      at: ({ inspecting }) => `/goods-receipts/${inspecting}`,
      dialogs: ['receipts_cancel'],
      english: 'phone',
    },
    { at: ({ posted }) => `/goods-receipts/${posted}` },
    { at: ({ receiptToCosign }) => `/goods-receipts/${receiptToCosign}`, english: 'phone' },
  ],
  '_app/goods-receipts/$receiptId_.print': [
    { at: ({ accepted }) => `/goods-receipts/${accepted}/print`, english: 'desktop' },
    { at: ({ posted }) => `/goods-receipts/${posted}/print` },
  ],
  '_app/suppliers/index': [
    { at: () => '/suppliers', english: 'desktop' },
    { at: () => '/suppliers?watch=expiring' },
  ],
  '_app/suppliers/new': [{ at: () => '/suppliers/new', english: 'phone' }],
  '_app/suppliers/$supplierId': [
    {
      at: ({ supplier }) => `/suppliers/${supplier}`,
      dialogs: ['suppliers_suspend', 'suppliers_licence_add', 'suppliers_account_take_back'],
      english: 'phone',
    },
  ],
  '_app/suppliers/$supplierId_.edit': [{ at: ({ supplier }) => `/suppliers/${supplier}/edit` }],
  '_app/suppliers/$supplierId_.accounts.$accountId.print': [
    {
      at: ({ supplier, account }) => `/suppliers/${supplier}/accounts/${account}/print`,
      english: 'phone',
    },
  ],
};
