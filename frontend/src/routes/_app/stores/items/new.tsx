import { createFileRoute } from '@tanstack/react-router';
import { NewItemPage } from '@/features/stores/pages/NewItemPage';

export const Route = createFileRoute('/_app/stores/items/new')({
  component: () => <NewItemPage />,
});
