import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { PurchaseOrderView, PurchaseRequestView, SupplierView } from '@/api/schema';
import { requestQuery } from '../queries';
import { supplierQuery } from '../suppliers/queries';

/** What stands behind an order, for those who see it: a page of an order is whole without it. */
export function useOrderContext(order: PurchaseOrderView): {
  request: PurchaseRequestView | undefined;
  supplier: SupplierView | undefined;
  /** Whether the request's page is there for this reader. */
  seesRequest: boolean;
} {
  const { person, permissions } = useMe();
  // One's own, or all of them: whoever only buys with others is not asked for more than the order says.
  const seesRequest = permissions.includes('approvals.view') || order.requester.id === person.id;
  const request = useQuery({ ...requestQuery(order.request_id), enabled: seesRequest });
  const supplier = useQuery({
    ...supplierQuery(order.supplier_id),
    enabled: permissions.includes('suppliers.view'),
  });
  return { request: request.data, supplier: supplier.data, seesRequest };
}
