import { createFileRoute } from '@tanstack/react-router';
import { texts } from '@/app/search-params';
import { type LabelSearch, LabelsPage } from '@/features/registers/pages/LabelsPage';

export const Route = createFileRoute('/_app/assets/labels')({
  validateSearch: (search): LabelSearch => texts(search),
  component: Labels,
});

function Labels() {
  const navigate = Route.useNavigate();
  return (
    <LabelsPage
      search={Route.useSearch()}
      onChange={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
