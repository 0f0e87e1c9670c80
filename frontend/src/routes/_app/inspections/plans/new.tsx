import { createFileRoute } from '@tanstack/react-router';
import { PlanFormPage } from '@/features/inspections/pages/PlanFormPage';

export const Route = createFileRoute('/_app/inspections/plans/new')({
  component: () => <PlanFormPage plan={null} />,
});
