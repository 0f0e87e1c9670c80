import { createFileRoute } from '@tanstack/react-router';
import { LotPage } from '@/features/stores/pages/LotPage';

export const Route = createFileRoute('/_app/stores/lots/$lotId')({
  component: () => <LotPage lotId={Route.useParams().lotId} />,
});
