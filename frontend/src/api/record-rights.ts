/** The right to see the page of a record, for the kinds that have one. */
const SEEN_BY: Record<string, string> = {
  asset: 'assets.view',
  depreciation_run: 'depreciation.view',
  repair_case: 'repair_cases.view',
  location: 'places.view',
  person: 'people.view',
  purchase_request: 'purchase_requests.view',
  petty_purchase: 'purchase_requests.view',
  purchase_order: 'orders.view',
  goods_receipt: 'goods_receipts.view',
  publication: 'publications.view',
  supplier: 'suppliers.view',
  store: 'stores.view',
  stock_item: 'stores.view',
  stock_lot: 'stores.view',
  stock_document: 'stores.view',
  stock_distribution: 'stores.view',
  requisition: 'requisitions.view',
  inspection_round: 'inspections.view',
  canteen: 'canteen.view',
  canteen_record: 'canteen.view',
  canteen_morning_check: 'canteen.view',
  canteen_incident: 'canteen.view',
  canteen_contract: 'canteen.view',
  outside_inspection: 'canteen.view',
  ledger_reconciliation: 'ledgers.view',
  approval: 'approvals.view',
};

/** Whether a record of this kind has a page that somebody with these rights may open. */
export function mayOpen(kind: string, rights: readonly string[]): boolean {
  const right = SEEN_BY[kind];
  return right !== undefined && rights.includes(right);
}
