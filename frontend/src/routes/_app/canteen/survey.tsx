import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { SurveyPage } from '@/features/canteen/pages/SurveyPage';
import type { DaySearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/survey')({
  validateSearch: (search): DaySearch => ({
    canteen_id: text(search.canteen_id),
    replaces: text(search.replaces),
  }),
  component: () => <SurveyPage search={Route.useSearch()} />,
});
