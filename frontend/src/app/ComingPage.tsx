import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconTool } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';

/** A page that has a place but no content yet, and says so. Each use is replaced by a feature's page. */
export function ComingPage({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState icon={IconTool} title={m.shell_coming_title()} text={m.shell_coming_text()} />
    </>
  );
}
