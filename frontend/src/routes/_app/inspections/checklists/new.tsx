import { createFileRoute } from '@tanstack/react-router';
import { ChecklistFormPage } from '@/features/inspections/pages/ChecklistFormPage';

export const Route = createFileRoute('/_app/inspections/checklists/new')({
  component: () => <ChecklistFormPage list={null} />,
});
