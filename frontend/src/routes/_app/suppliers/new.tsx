import { createFileRoute } from '@tanstack/react-router';
import { SupplierFormPage } from '@/features/procurement/suppliers/SupplierFormPage';

export const Route = createFileRoute('/_app/suppliers/new')({
  component: () => <SupplierFormPage supplier={null} />,
});
