import { createFileRoute } from '@tanstack/react-router';
import { ComparePage } from '@/features/registers/pages/ComparePage';

export const Route = createFileRoute('/_app/assets/imports/compare')({ component: ComparePage });
