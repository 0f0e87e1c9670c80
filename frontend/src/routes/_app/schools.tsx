import { createFileRoute } from '@tanstack/react-router';
import { SchoolsPage } from '@/features/identity/pages/SchoolsPage';

export const Route = createFileRoute('/_app/schools')({ component: SchoolsPage });
