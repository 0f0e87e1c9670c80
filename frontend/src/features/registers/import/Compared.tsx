import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import type { ComparisonView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { IconDownload } from '@/ui/icons';
import { downloadTable } from '@/ui/table-text';
import { useCategoryNames } from '../category-names';
import { DIFFERENT, HERE, type Tab, THERE } from './compared-tabs';
import classes from './import.module.css';

type Name = 'different' | 'there' | 'here';

/** What differs, what is only there and what only here: one list at a time, each to be taken along. */
export function Compared({ found }: { found: ComparisonView }) {
  const [tab, setTab] = useState<Name>('different');
  const id = useId();
  const categories = useCategoryNames();
  const tabs: Record<Name, { title: string; count: number }> = {
    different: { title: m.imports_compare_different(), count: found.different },
    there: { title: m.imports_compare_there(), count: found.only_in_file },
    here: { title: m.imports_compare_here(), count: found.only_here },
  };
  const names = Object.keys(tabs) as Name[];
  return (
    <div className={classes.stack}>
      <p>
        {m.imports_compare_matched({
          matched: formatNumber(found.matched),
          equal: formatNumber(found.equal),
        })}
        {found.refused_rows > 0
          ? ` · ${m.imports_compare_refused({ count: formatNumber(found.refused_rows) })}`
          : null}
      </p>
      <div role="tablist" aria-label={m.imports_compare_result()} className={classes.tabs}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            className={classes.tab}
            aria-selected={tab === name}
            aria-controls={`${id}-panel`}
            tabIndex={tab === name ? 0 : -1}
            onClick={() => setTab(name)}
            onKeyDown={(event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
              const next = step && names[(names.indexOf(name) + step + 3) % 3];
              if (next) {
                setTab(next);
                document.getElementById(`${id}-${next}`)?.focus();
              }
            }}
          >
            {`${tabs[name].title} ${formatNumber(tabs[name].count)}`}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
        {tab === 'different' ? (
          <List {...tabs[tab]} tab={DIFFERENT} rows={DIFFERENT.of(found, categories)} />
        ) : tab === 'there' ? (
          <List {...tabs[tab]} tab={THERE} rows={THERE.of(found, categories)} />
        ) : (
          <List {...tabs[tab]} tab={HERE} rows={HERE.of(found, categories)} />
        )}
      </div>
    </div>
  );
}

interface ListProps<Row> {
  title: string;
  count: number;
  tab: Tab<Row>;
  rows: readonly Row[];
}

function List<Row>({ title, count, tab, rows }: ListProps<Row>) {
  if (rows.length === 0) {
    return <p className={classes.quiet}>{m.imports_compare_none()}</p>;
  }
  const cards = new Set(rows.map(tab.cardOf)).size;
  const save = () =>
    downloadTable(m.imports_csv_name({ tab: title }), [tab.heads(), ...rows.map(tab.cells)]);
  return (
    <div className={classes.stack}>
      <div>
        <Button
          variant="default"
          size="md"
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={save}
        >
          {m.imports_compare_csv()}
        </Button>
      </div>
      {cards < count ? (
        <p className={classes.quiet}>
          {m.imports_compare_first({ shown: formatNumber(cards), count: formatNumber(count) })}
        </p>
      ) : null}
      <DataTable
        label={title}
        columns={tab.columns()}
        rows={rows}
        rowKey={tab.rowKey}
        card={tab.card}
      />
    </div>
  );
}
