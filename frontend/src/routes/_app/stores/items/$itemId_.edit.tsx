import { createFileRoute } from '@tanstack/react-router';
import { EditItemPage } from '@/features/stores/pages/EditItemPage';

export const Route = createFileRoute('/_app/stores/items/$itemId_/edit')({
  component: () => <EditItemPage itemId={Route.useParams().itemId} />,
});
