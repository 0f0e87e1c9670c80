import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';

export function ComparePage() {
  return (
    <PageHeader
      back={{ to: '/assets/imports', label: m.registers_imports() }}
      title={m.imports_compare()}
    />
  );
}
