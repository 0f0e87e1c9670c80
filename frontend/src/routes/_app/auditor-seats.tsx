import { createFileRoute } from '@tanstack/react-router';
import { SeatsPage } from '@/features/identity/auditor/SeatsPage';

export const Route = createFileRoute('/_app/auditor-seats')({ component: SeatsPage });
