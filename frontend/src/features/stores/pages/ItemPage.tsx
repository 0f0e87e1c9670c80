import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe, usePermission } from '@/api/me';
import type { StockItemView, StockLot, StockMove } from '@/api/schema';
import { formatExact, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import { StatusBadge } from '@/ui/StatusBadge';
import { BinDialog } from '../components/BinDialog';
import { GROUP_WORDS, lotName, STORAGE_WORDS, UNFIT_TONES, UNFIT_WORDS } from '../food';
import { itemQuery } from '../queries';
import { nameOf } from '../shelf';
import { KIND_WORDS } from '../words';
import classes from './ItemPage.module.css';

/** An item: how much there is and where it lies, and what was moved last. */
export function ItemPage({ itemId }: { itemId: string }) {
  const { data: item } = useSuspenseQuery(itemQuery(itemId));
  const { permissions } = useMe();
  const amount = (quantity: string) => m.stores_amount({ quantity, unit: item.unit });
  return (
    <>
      <PageHeader
        title={nameOf(item)}
        back={{ to: '/stores', label: m.stores_title() }}
        facts={
          item.missing ? (
            <StatusBadge tone="waiting">
              {m.stores_missing({ quantity: amount(item.missing) })}
            </StatusBadge>
          ) : undefined
        }
        primary={
          item.missing && permissions.includes('purchase_requests.request') ? (
            <LinkButton to="/purchases/new" search={{ low: itemId }}>
              {m.stores_request_one()}
            </LinkButton>
          ) : undefined
        }
        actions={
          <>
            <LinkButton to="/stores/items/$itemId/movements" params={{ itemId }} variant="default">
              {m.stores_movements()}
            </LinkButton>
            {permissions.includes('stores.manage') ? (
              <LinkButton to="/stores/items/$itemId/edit" params={{ itemId }} variant="default">
                {m.stores_edit()}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Lots item={item} />
          <Moves item={item} />
        </div>
        <aside className={classes.facts} aria-label={m.stores_facts()}>
          <Facts
            items={[
              { label: m.stores_on_hand(), value: amount(item.on_hand) },
              { label: m.stores_minimum(), value: item.minimum ? amount(item.minimum) : null },
              { label: m.stores_category(), value: item.category },
              ...(item.food
                ? [
                    { label: m.stores_food(), value: GROUP_WORDS[item.food.group]() },
                    {
                      label: m.stores_food_storage(),
                      value: STORAGE_WORDS[item.food.storage](),
                    },
                  ]
                : []),
              {
                label: m.stores_controlled(),
                value: item.controlled_above ? amount(item.controlled_above) : null,
              },
              {
                label: m.stores_sheets_per_unit(),
                value: item.sheets_per_unit ? formatNumber(item.sheets_per_unit) : null,
              },
              {
                label: m.stores_old_for_new(),
                value: item.old_for_new ? m.stores_yes() : m.stores_no(),
              },
            ]}
          />
        </aside>
      </div>
    </>
  );
}

const day = (value: string | null | undefined) =>
  value ? <DateText value={value} /> : m.ui_none();

function Lots({ item }: { item: StockItemView }) {
  const amount = (lot: StockLot) => m.stores_amount({ quantity: lot.quantity, unit: item.unit });
  return (
    <section className={classes.part} aria-labelledby="lots">
      <div className={classes.heading}>
        <h2 id="lots">{m.stores_lots()}</h2>
        {item.lots.length > 0 ? <Rebin item={item} /> : null}
      </div>
      {item.lots.length > 0 ? (
        <DataTable
          label={m.stores_lots()}
          rows={item.lots}
          rowKey={(lot) => lot.id}
          columns={[
            { key: 'lot', header: m.stores_lot_title(), cell: (lot) => <LotLink lot={lot} /> },
            { key: 'store', header: m.stores_store(), cell: (lot) => lot.store.name },
            { key: 'bin', header: m.stores_bin(), cell: (lot) => lot.bin ?? m.ui_none() },
            { key: 'on', header: m.stores_received_on(), cell: (lot) => day(lot.received_on) },
            { key: 'expires', header: m.stores_expires(), cell: (lot) => day(lot.expires_on) },
            {
              key: 'state',
              header: m.stores_state(),
              cell: (lot) =>
                lot.unfit ? (
                  <StatusBadge tone={UNFIT_TONES[lot.unfit]}>
                    {UNFIT_WORDS[lot.unfit]()}
                  </StatusBadge>
                ) : null,
            },
            { key: 'quantity', header: m.stores_quantity(), align: 'end', cell: amount },
          ]}
          card={(lot) => (
            <PaperCard
              title={<LotLink lot={lot} />}
              amount={amount(lot)}
              badge={
                lot.unfit ? (
                  <StatusBadge tone={UNFIT_TONES[lot.unfit]}>
                    {UNFIT_WORDS[lot.unfit]()}
                  </StatusBadge>
                ) : null
              }
              meta={[lot.bin, lot.store.name, <DateText key="on" value={lot.received_on} />]}
            />
          )}
        />
      ) : (
        <p>{m.stores_no_lots()}</p>
      )}
    </section>
  );
}

/** By what the maker wrote on it; of chalk by the day on which it came. */
function LotLink({ lot }: { lot: StockLot }) {
  const named = Boolean(lot.lot_no || lot.produced_on);
  return (
    <Link to="/stores/lots/$lotId" params={{ lotId: lot.id }}>
      {named ? lotName(lot) : formatExact(lot.received_on)}
    </Link>
  );
}

/** For whoever keeps stores: a keeper sees no lots but those of his own. */
function Rebin({ item }: { item: StockItemView }) {
  const keeps = usePermission('stores.keep');
  const [open, setOpen] = useState(false);
  return keeps ? (
    <>
      <Button variant="default" size="md" onClick={() => setOpen(true)}>
        {m.stores_rebin()}
      </Button>
      <BinDialog item={item} open={open} onClose={() => setOpen(false)} />
    </>
  ) : null;
}

function Moves({ item }: { item: StockItemView }) {
  return item.moves.length > 0 ? (
    <section className={classes.part} aria-labelledby="moves">
      <h2 id="moves">{m.stores_moves()}</h2>
      <DataTable
        label={m.stores_moves()}
        rows={item.moves.map((move, index) => ({ ...move, key: String(index) }))}
        rowKey={(move) => move.key}
        columns={[
          { key: 'number', header: m.stores_number(), cell: (move) => <MoveLink move={move} /> },
          { key: 'kind', header: m.stores_kind(), cell: (move) => KIND_WORDS[move.kind]() },
          { key: 'on', header: m.stores_day(), cell: (move) => day(move.happened_on) },
          { key: 'store', header: m.stores_store(), cell: (move) => move.store.name },
          { key: 'moved', header: m.stores_quantity(), align: 'end', cell: moved },
        ]}
        card={(move) => (
          <PaperCard
            title={<MoveLink move={move} />}
            amount={moved(move)}
            badge={null}
            meta={[
              KIND_WORDS[move.kind](),
              <DateText key="on" value={move.happened_on} />,
              move.store.name,
            ]}
          />
        )}
      />
    </section>
  ) : null;
}

const moved = ({ came_in, went_out }: StockMove) =>
  went_out === '0' ? `+${came_in}` : `−${went_out}`;

function MoveLink({ move }: { move: StockMove }) {
  return (
    <Link to="/stores/documents/$documentId" params={{ documentId: move.document_id }}>
      {move.number}
    </Link>
  );
}
