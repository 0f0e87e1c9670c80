import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { supplierQuery } from '@/features/procurement/suppliers/queries';
import { SupplierFormPage } from '@/features/procurement/suppliers/SupplierFormPage';

export const Route = createFileRoute('/_app/suppliers/$supplierId_/edit')({ component: Edit });

function Edit() {
  const { data } = useSuspenseQuery(supplierQuery(Route.useParams().supplierId));
  return <SupplierFormPage supplier={data} />;
}
