import { ItemFormPage } from './ItemFormPage';

export function NewItemPage() {
  return <ItemFormPage item={null} />;
}
