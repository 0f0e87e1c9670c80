import { createFileRoute } from '@tanstack/react-router';
import { ChecklistListPage } from '@/features/inspections/pages/ChecklistListPage';

export const Route = createFileRoute('/_app/inspections/checklists/')({
  component: ChecklistListPage,
});
