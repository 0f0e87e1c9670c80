import { createFileRoute } from '@tanstack/react-router';
import { NewYearPage } from '@/features/campus/pages/NewYearPage';

export const Route = createFileRoute('/_app/classes/new-year')({ component: NewYearPage });
