import { createFileRoute } from '@tanstack/react-router';
import { NewImportPage } from '@/features/registers/pages/NewImportPage';

export const Route = createFileRoute('/_app/assets/imports/new')({ component: NewImportPage });
