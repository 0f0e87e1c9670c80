import { createFileRoute } from '@tanstack/react-router';
import { WalkPage } from '@/features/inspections/pages/WalkPage';

export const Route = createFileRoute('/_app/inspections/rounds/$roundId_/walk')({
  component: () => <WalkPage roundId={Route.useParams().roundId} />,
});
