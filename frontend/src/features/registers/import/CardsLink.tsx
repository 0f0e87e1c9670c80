import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import type { ImportView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { LinkButton } from '@/ui/LinkButton';

/** The cards of one import; an update leaves no mark on its cards to find them by. */
const search = (of: ImportView) => (of.mode === 'add' ? { import_id: of.id } : {});

/** The register narrowed to one import, for whoever may look into it: an administrator who imports may not. */
export function CardsLink({ of, quiet }: { of: ImportView; quiet?: boolean }) {
  return usePermission('assets.view') ? (
    <LinkButton size="md" variant={quiet ? 'default' : 'filled'} to="/assets" search={search(of)}>
      {m.imports_done_cards()}
    </LinkButton>
  ) : null;
}

/** The same in a list, where a link would cover its whole row. */
export function CardsButton({ of, className }: { of: ImportView; className?: string }) {
  const router = useRouter();
  const sees = usePermission('assets.view');
  if (!sees) {
    return null;
  }
  const go = () => void router.navigate({ to: '/assets', search: search(of) });
  return className ? (
    <button type="button" className={className} onClick={go}>
      {m.imports_cards_short()}
    </button>
  ) : (
    <Button size="md" variant="default" onClick={go}>
      {m.imports_done_cards()}
    </Button>
  );
}
