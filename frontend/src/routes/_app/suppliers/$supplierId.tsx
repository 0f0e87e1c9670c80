import { createFileRoute } from '@tanstack/react-router';
import { supplierQuery } from '@/features/procurement/suppliers/queries';
import { SupplierPage } from '@/features/procurement/suppliers/SupplierPage';

export const Route = createFileRoute('/_app/suppliers/$supplierId')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(supplierQuery(params.supplierId)),
  component: () => <SupplierPage supplierId={Route.useParams().supplierId} />,
});
