import { createFileRoute } from '@tanstack/react-router';
import { ItemPage } from '@/features/stores/pages/ItemPage';

export const Route = createFileRoute('/_app/stores/items/$itemId')({
  component: () => <ItemPage itemId={Route.useParams().itemId} />,
});
