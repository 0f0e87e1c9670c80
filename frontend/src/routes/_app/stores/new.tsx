import { createFileRoute } from '@tanstack/react-router';
import { StoreFormPage } from '@/features/stores/pages/StoreFormPage';

export const Route = createFileRoute('/_app/stores/new')({
  component: () => <StoreFormPage storeId={null} />,
});
