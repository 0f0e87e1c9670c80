import { createFileRoute } from '@tanstack/react-router';
import { NewRoundPage } from '@/features/inspections/pages/NewRoundPage';

export const Route = createFileRoute('/_app/inspections/new')({ component: NewRoundPage });
