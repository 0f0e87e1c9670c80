import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePermission } from '@/api/me';
import type { AssetView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { Facts } from '@/ui/Facts';
import { IconFileText, IconPrinter, IconQrcode, IconTool } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { StatusBadge } from '@/ui/StatusBadge';
import { Timeline } from '@/ui/Timeline';
import { cardFacts } from '../card-facts';
import { AssetAttachments } from '../components/AssetAttachments';
import { AssetCases } from '../components/AssetCases';
import { AssetDueDates } from '../components/AssetDueDates';
import { CardActs } from '../components/CardActs';
import { Lineage, VoidBanner } from '../components/Lineage';
import { assetQuery, timelineQuery } from '../queries';
import { TONES } from '../words';
import classes from './AssetPage.module.css';

interface Props {
  assetId: string;
  /** How it was bought: another area's, put together by the route. */
  cameBy?: ReactNode;
}

/** A card: what it is, where it is, what it cost, what happened to it. */
export function AssetPage({ assetId, cameBy }: Props) {
  const { data: asset } = useSuspenseQuery(assetQuery(assetId));
  const values = usePermission('assets.view_values');
  const reports = usePermission('repair_cases.report');
  const sees = usePermission('repair_cases.view');
  return (
    <>
      <PageHeader
        back={{ to: '/assets', label: m.shell_nav_assets() }}
        number={asset.asset_no}
        title={asset.name}
        facts={
          <>
            <StatusBadge tone={TONES[asset.status]}>{asset.status_text}</StatusBadge>
            {asset.location ? (
              <Link
                to="/places/$locationId"
                params={{ locationId: asset.location.id }}
                className={classes.place}
              >
                {asset.location.path}
              </Link>
            ) : null}
          </>
        }
        actions={<Acts asset={asset} />}
        primary={
          reports && asset.location && !asset.voided_at ? (
            <LinkButton
              to="/repairs/new"
              search={{ location_id: asset.location.id, asset_id: asset.id }}
              leftSection={<IconTool size={18} aria-hidden />}
            >
              {m.registers_report()}
            </LinkButton>
          ) : null
        }
      />
      <VoidBanner asset={asset} />
      <div className={classes.columns}>
        <div className={classes.groups}>
          {cardFacts(asset, values).map((group) => (
            <section key={group.title}>
              <h2>{group.title}</h2>
              <Facts items={group.items} />
            </section>
          ))}
        </div>
        <div className={classes.groups}>
          <AssetAttachments assetId={assetId} />
          <AssetDueDates assetId={assetId} />
          <Lineage asset={asset} />
          {cameBy}
          {sees && asset.location ? <AssetCases asset={asset} /> : null}
          <History assetId={assetId} />
        </div>
      </div>
    </>
  );
}

/** What can be done with it, then what can be printed of it. */
function Acts({ asset }: { asset: AssetView }) {
  const labels = usePermission('assets.label');
  const values = usePermission('assets.view_values');
  return (
    <CardActs asset={asset}>
      {values ? (
        <LinkButton
          variant="default"
          to="/assets/$assetId/value"
          params={{ assetId: asset.id }}
          leftSection={<IconFileText size={18} aria-hidden />}
        >
          {m.depreciation_value()}
        </LinkButton>
      ) : null}
      {labels && !asset.voided_at ? (
        <LinkButton
          variant="default"
          to="/assets/labels"
          search={{ ids: asset.id }}
          leftSection={<IconQrcode size={18} aria-hidden />}
        >
          {m.cards_label()}
        </LinkButton>
      ) : null}
      <LinkButton
        variant="default"
        to="/assets/$assetId/print"
        params={{ assetId: asset.id }}
        leftSection={<IconPrinter size={18} aria-hidden />}
      >
        {m.cards_print()}
      </LinkButton>
    </CardActs>
  );
}

function History({ assetId }: { assetId: string }) {
  const query = useQuery(timelineQuery(assetId));
  return (
    <section aria-labelledby="history">
      <h2 id="history" className={classes.heading}>
        {m.registers_history()}
      </h2>
      {query.data ? (
        <Timeline
          label={m.registers_history()}
          // The server tells it from the beginning; people look for the latest.
          entries={query.data
            .map((entry) => ({
              id: entry.id,
              at: entry.at,
              actor: entry.actor_name,
              text: entry.text,
            }))
            .reverse()}
        />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </section>
  );
}
