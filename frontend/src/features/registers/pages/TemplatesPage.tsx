import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePermission } from '@/api/me';
import type { TemplateView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import type { AssetFilters } from '../filters';
import { totalsQuery } from '../list-queries';
import { PickBlank } from '../templates/PickBlank';
import { type Blank, templatesQuery } from '../templates/queries';
import { TemplateCard } from '../templates/TemplateCard';
import { TemplateEditor } from '../templates/TemplateEditor';
import classes from '../templates/Templates.module.css';

/** The bureau's blank forms: sent once, filled with what the register's filters let through. */
export function TemplatesPage({ filters }: { filters: AssetFilters }) {
  const [blank, setBlank] = useState<Blank | null>(null);
  const close = () => setBlank(null);
  return (
    <>
      <PageHeader
        back={{ to: '/assets', label: m.shell_nav_assets() }}
        title={m.templates_title()}
        facts={<Scope filters={filters} />}
      />
      {blank ? (
        <TemplateEditor blank={blank} onDone={close} onCancel={close} />
      ) : (
        <Kept filters={filters} onOpen={setBlank} />
      )}
    </>
  );
}

interface KeptProps {
  filters: AssetFilters;
  onOpen: (blank: Blank) => void;
}

function Kept({ filters, onOpen }: KeptProps) {
  const query = useQuery(templatesQuery);
  const keeps = usePermission('assets.export_templates');
  const pick = keeps ? <PickBlank onSent={onOpen} /> : null;
  return (
    <ListView
      rows={query.data}
      error={query.error}
      onRetry={() => void query.refetch()}
      filtered={false}
      onClearFilters={() => {}}
      empty={
        <EmptyState
          title={m.templates_none()}
          text={keeps ? m.templates_none_text() : m.templates_none_reader()}
          action={pick}
        />
      }
    >
      {(rows: readonly TemplateView[]) => (
        <>
          <ul className={classes.cards}>
            {rows.map((template) => (
              <TemplateCard
                key={template.id}
                template={template}
                filters={filters}
                onEdit={() => onOpen({ template })}
              />
            ))}
          </ul>
          {pick}
        </>
      )}
    </ListView>
  );
}

/** How many cards it will be: counted by the server, as for every export. */
function Scope({ filters }: { filters: AssetFilters }) {
  const { data } = useQuery(totalsQuery(filters));
  const count = data ? formatNumber(data.count) : '…';
  const narrowed = Object.keys(filters).length > 0;
  return (
    <span className={classes.scope} role="status">
      {narrowed ? m.templates_scope_filtered({ count }) : m.templates_scope_all({ count })}
      <Link to="/assets" search={filters}>
        {m.templates_scope_change()}
      </Link>
    </span>
  );
}
