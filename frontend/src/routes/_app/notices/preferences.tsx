import { createFileRoute } from '@tanstack/react-router';
import { PreferencesPage } from '@/features/notices/pages/PreferencesPage';

export const Route = createFileRoute('/_app/notices/preferences')({ component: PreferencesPage });
