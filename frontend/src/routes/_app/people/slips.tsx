import { createFileRoute } from '@tanstack/react-router';
import { SlipsPage } from '@/features/campus/pages/SlipsPage';

export const Route = createFileRoute('/_app/people/slips')({ component: SlipsPage });
