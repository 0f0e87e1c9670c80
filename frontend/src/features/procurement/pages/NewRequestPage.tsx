import { m } from '@/i18n/messages';
import { emptyRequest, type LineValues } from '../request-form';
import { RequestFormPage } from './RequestFormPage';

interface Props {
  /** What the stores propose to buy: from another area, handed on by the route. */
  proposed: readonly Omit<LineValues, 'key'>[] | undefined;
}

/** Written down from nothing, or from what is low in the stores. */
export function NewRequestPage({ proposed }: Props) {
  if (!proposed?.length) return <RequestFormPage request={null} />;
  const lines = proposed.map((line, index) => ({ ...line, key: `proposed-${index}` }));
  const proposal = { ...emptyRequest('first'), purpose: m.purchases_low_purpose(), lines };
  return <RequestFormPage request={null} proposal={proposal} />;
}
