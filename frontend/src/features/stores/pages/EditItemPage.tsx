import { useSuspenseQuery } from '@tanstack/react-query';
import { itemQuery } from '../queries';
import { ItemFormPage } from './ItemFormPage';

export function EditItemPage({ itemId }: { itemId: string }) {
  const { data } = useSuspenseQuery(itemQuery(itemId));
  return <ItemFormPage item={data} />;
}
