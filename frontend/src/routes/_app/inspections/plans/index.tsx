import { createFileRoute } from '@tanstack/react-router';
import { PlanListPage } from '@/features/inspections/pages/PlanListPage';

export const Route = createFileRoute('/_app/inspections/plans/')({ component: PlanListPage });
