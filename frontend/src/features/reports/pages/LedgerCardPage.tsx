import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { AssetTimelineEntry, AssetView, LedgerCard } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { BasisNotice } from '../components/BasisNotice';
import { CardTables } from '../components/CardTables';
import { money } from '../components/Cells';
import { DaysFields } from '../components/DaysFields';
import sheet from '../components/LedgerPaper.module.css';
import { cardTimelineQuery, type LedgerDays, ledgerCardQuery, registerCardQuery } from '../queries';

interface Props {
  assetId: string;
  days: LedgerDays;
  onDays: (patch: LedgerDays) => void;
}

/** E3: the card as of a day with its history of value, places, changes and repairs, for the auditor's table. */
export function LedgerCardPage({ assetId, days, onDays }: Props) {
  const query = useQuery(ledgerCardQuery(assetId, days));
  const card = useQuery(registerCardQuery(assetId));
  const changes = useQuery(cardTimelineQuery(assetId));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          title={query.data?.name ?? m.reports_card()}
          number={query.data?.asset_no ?? ''}
          back={{ to: '/ledgers', label: m.reports_title() }}
          actions={
            <LinkButton to="/assets/$assetId" params={{ assetId }} variant="default" size="md">
              {m.reports_card_open()}
            </LinkButton>
          }
        />
        <DaysFields days={days} onDays={onDays} />
        {query.data ? <BasisNotice head={query.data.head} /> : null}
      </div>
      {query.data ? (
        <Paper ledger={query.data} card={card.data} changes={changes.data ?? []} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

interface PaperProps {
  ledger: LedgerCard;
  card: AssetView | undefined;
  changes: readonly AssetTimelineEntry[];
}

function Paper({ ledger, card, changes }: PaperProps) {
  const { person } = useMe();
  const { head } = ledger;
  return (
    <PrintSheet kind="form">
      <article className={paper.paper}>
        <header className={paper.head}>
          <p>{head.school}</p>
          <p className={paper.title}>{m.reports_card()}</p>
          <p className={paper.number}>{ledger.asset_no}</p>
        </header>
        <p className={paper.meta}>
          <span>{m.reports_on({ date: formatExact(head.as_of) })}</span>
          {head.basis === 'books' ? null : <span className={sheet.basis}>{head.basis_text}</span>}
        </p>
        <table className={paper.table}>
          <tbody>
            {factsOf(ledger, card).map(([label, value]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <CardTables ledger={ledger} changes={changes} />
        <Signatures>
          <Signature label={m.reports_prepared_by()} signed={[{ name: person.name, at: null }]} />
          <Signature label={m.reports_reviewed_by()} signed={[]} />
          <Signature label={m.reports_approved_by()} signed={[]} />
        </Signatures>
        <p className={paper.printed}>
          {m.reports_printed({ date: formatExact(new Date().toISOString()) })}
        </p>
      </article>
    </PrintSheet>
  );
}

/** What the card says of itself, and what it is worth on the day. */
function factsOf(ledger: LedgerCard, card: AssetView | undefined): [string, string][] {
  const { balance } = ledger;
  const said = (text: string | null | undefined) => text ?? '';
  const day = (date: string | null | undefined) => (date ? formatExact(date) : '');
  const facts: [string, string][] = [
    [m.reports_name(), ledger.name],
    [m.reports_class(), `${ledger.category_code} ${ledger.category_name}`],
    [m.reports_model(), said(card?.spec_model)],
    [m.reports_brand(), said(card?.brand)],
    [m.reports_serial(), said(card?.serial_no)],
    [m.reports_acquired(), day(card?.acquired_on)],
    [m.reports_booked(), day(card?.booked_on)],
    [m.reports_voucher(), said(card?.voucher_no)],
    [m.reports_supplier(), said(card?.supplier)],
    [m.reports_quantity(), `${balance.quantity} ${ledger.unit}`],
    [m.reports_value(), money(balance.value)],
    [m.reports_depreciation(), money(balance.accumulated_depreciation)],
    [m.reports_net(), money(balance.net_value)],
    [m.reports_place(), said(ledger.location)],
    [m.reports_custodian(), said(ledger.custodian)],
  ];
  return facts.filter(([, value]) => value !== '');
}
