import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { TrainingPage } from '@/features/canteen/pages/TrainingPage';
import type { DaySearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/training')({
  validateSearch: (search): DaySearch => ({
    canteen_id: text(search.canteen_id),
    replaces: text(search.replaces),
  }),
  component: () => <TrainingPage search={Route.useSearch()} />,
});
