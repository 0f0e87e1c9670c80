import { createFileRoute } from '@tanstack/react-router';
import { HoldPage } from '@/features/inspections/pages/HoldPage';

export const Route = createFileRoute('/_app/inspections/rounds/$roundId_/hold')({
  component: () => <HoldPage roundId={Route.useParams().roundId} />,
});
