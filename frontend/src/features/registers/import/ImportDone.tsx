import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportView } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconCircleCheck, IconHistory } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { CardsLink } from './CardsLink';
import { Undo } from './Undo';

/** It is in the register: where to see it, and the way back. */
export function ImportDone({ done, onNext }: { done: ImportView; onNext: () => void }) {
  const [now, setNow] = useState(done);
  const file = now.file_name;
  const rows = formatNumber(now.source_rows);
  if (now.undone_at) {
    return (
      <EmptyState
        icon={IconHistory}
        title={m.imports_undone()}
        text={m.imports_done_text_plain({ file, rows })}
        action={
          <>
            <Button size="md" onClick={onNext}>
              {m.imports_done_next()}
            </Button>
            <LinkButton size="md" variant="default" to="/assets/imports">
              {m.imports_done_list()}
            </LinkButton>
          </>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={IconCircleCheck}
      title={
        now.mode === 'update'
          ? m.imports_done_update({ count: formatNumber(now.changed_cards) })
          : m.imports_done_add({ count: formatNumber(now.cards) })
      }
      text={
        now.original_value
          ? m.imports_done_text({ file, rows, value: formatMoney(now.original_value) })
          : m.imports_done_text_plain({ file, rows })
      }
      action={
        <>
          <CardsLink of={now} />
          <Button size="md" variant="default" onClick={onNext}>
            {m.imports_done_next()}
          </Button>
          <Undo of={now} onUndone={setNow} />
        </>
      }
    />
  );
}
