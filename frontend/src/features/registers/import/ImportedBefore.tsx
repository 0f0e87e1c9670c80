import { useQuery } from '@tanstack/react-query';
import { formatDate, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { IconAlertTriangle } from '@/ui/icons';
import { CardsLink } from './CardsLink';
import classes from './import.module.css';
import { importOfQuery } from './queries';

/** The very same file is in the register already: when, by whom, and where its cards are. */
export function ImportedBefore({ sha256 }: { sha256: string }) {
  const { data } = useQuery(importOfQuery(sha256));
  return (
    <div className={classes.box} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={classes.stack}>
        <p>{m.imports_imported_before()}</p>
        {data ? (
          <>
            <p>
              {m.imports_imported_before_by({
                at: formatDate(data.imported_at),
                name: data.imported_by?.name ?? m.ui_none(),
                cards: formatNumber(data.cards + data.changed_cards),
              })}
            </p>
            <div>
              <CardsLink of={data} quiet />
            </div>
          </>
        ) : null}
      </div>
    </div>
  );
}
