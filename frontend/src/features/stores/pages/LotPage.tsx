import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import type { StockLotView, StockMove } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { Facts } from '@/ui/Facts';
import { announce } from '@/ui/notices';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { LotBadge } from '../components/LotBadge';
import { LotNameForm } from '../components/LotNameForm';
import { GROUP_WORDS, lotName, STORAGE_WORDS } from '../food';
import { keepLot, lotQuery, releaseLot, stopLot } from '../food-queries';
import { STORES } from '../queries';
import { nameOf } from '../shelf';
import { KIND_WORDS } from '../words';
import classes from './ItemPage.module.css';

/** A lot: what stands on it, where it came from and went, and whether it may be used. */
export function LotPage({ lotId }: { lotId: string }) {
  const { data: lot } = useSuspenseQuery(lotQuery(lotId));
  const [open, setOpen] = useState<'stop' | 'release' | 'name' | null>(null);
  return (
    <>
      <PageHeader
        title={nameOf(lot.item)}
        number={lotName(lot)}
        back={{ to: '/stores/lots', label: m.stores_lots_all() }}
        facts={<LotBadge lot={lot} />}
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          {lot.stop_reason ? (
            <p>{m.stores_lot_stopped_because({ reason: lot.stop_reason })}</p>
          ) : null}
          <Acts lot={lot} onOpen={setOpen} />
          <Moves lot={lot} />
        </div>
        <aside className={classes.facts} aria-label={m.stores_facts()}>
          <LotFacts lot={lot} />
        </aside>
      </div>
      <Dialogs lot={lot} open={open} onClose={() => setOpen(null)} />
    </>
  );
}

type Act = 'stop' | 'release' | 'name';

const ACT_WORDS: Record<Act, () => string> = {
  name: m.stores_lot_name,
  stop: m.stores_lot_stop,
  release: m.stores_lot_release,
};

function Acts({ lot, onOpen }: { lot: StockLotView; onOpen: (act: Act) => void }) {
  const acts = (Object.keys(ACT_WORDS) as Act[]).filter(
    (act) => actionState(lot.allowed_actions, act).allowed,
  );
  return acts.length > 0 ? (
    <div className={classes.acts} data-screen-only>
      {acts.map((act) => (
        <Button key={act} variant="default" onClick={() => onOpen(act)}>
          {ACT_WORDS[act]()}
        </Button>
      ))}
    </div>
  ) : null;
}

interface DialogsProps {
  lot: StockLotView;
  open: Act | null;
  onClose: () => void;
}

function Dialogs({ lot, open, onClose }: DialogsProps) {
  const queryClient = useQueryClient();
  const done = (changed: StockLotView) => {
    announce(m.stores_lot_changed(), nameOf(changed.item));
    void keepLot(queryClient, changed);
  };
  return (
    <>
      <ReasonDialog
        name={`stores.lot.stop.${lot.id}`}
        title={m.stores_lot_stop()}
        text={m.stores_lot_stop_text()}
        reasonLabel={m.stores_lot_stop_why()}
        shown={STORES}
        act={(reason, key) => stopLot(lot, reason, key)}
        onDone={done}
        open={open === 'stop'}
        onClose={onClose}
      />
      <ReasonDialog
        name={`stores.lot.release.${lot.id}`}
        title={m.stores_lot_release()}
        reasonLabel={m.stores_lot_release_why()}
        shown={STORES}
        act={(reason, key) => releaseLot(lot, reason, key)}
        onDone={done}
        open={open === 'release'}
        onClose={onClose}
      />
      <Dialog title={m.stores_lot_name()} open={open === 'name'} onClose={onClose}>
        <LotNameForm
          lot={lot}
          onDone={(changed) => {
            done(changed);
            onClose();
          }}
        />
      </Dialog>
    </>
  );
}

const day = (value: string | null | undefined) =>
  value ? <DateText value={value} /> : m.ui_none();

function LotFacts({ lot }: { lot: StockLotView }) {
  const { food, source_id: receiptId, source_number: number } = lot;
  return (
    <Facts
      items={[
        {
          label: m.stores_on_hand(),
          value: m.stores_amount({ quantity: lot.quantity, unit: lot.item.unit }),
        },
        { label: m.stores_store(), value: lot.store.name },
        { label: m.stores_bin(), value: lot.bin },
        { label: m.stores_lot_no(), value: lot.lot_no },
        { label: m.stores_produced_on(), value: day(lot.produced_on) },
        { label: m.stores_expires(), value: day(lot.expires_on) },
        { label: m.stores_received_on(), value: day(lot.received_on) },
        ...(food
          ? [
              { label: m.stores_food_group(), value: GROUP_WORDS[food.group]() },
              { label: m.stores_food_storage(), value: STORAGE_WORDS[food.storage]() },
            ]
          : []),
        { label: m.stores_lot_supplier(), value: lot.supplier },
        {
          label: m.stores_lot_came_by(),
          value:
            receiptId && number ? (
              <Link to="/goods-receipts/$receiptId" params={{ receiptId }}>
                {number}
              </Link>
            ) : null,
        },
      ]}
    />
  );
}

function Moves({ lot }: { lot: StockLotView }) {
  return (
    <section className={classes.part} aria-labelledby="moves">
      <h2 id="moves">{m.stores_moves()}</h2>
      <DataTable
        label={m.stores_moves()}
        rows={lot.moves.map((move, index) => ({ ...move, key: String(index) }))}
        rowKey={(move) => move.key}
        columns={[
          { key: 'number', header: m.stores_number(), cell: (move) => <MoveLink move={move} /> },
          { key: 'kind', header: m.stores_kind(), cell: (move) => KIND_WORDS[move.kind]() },
          { key: 'on', header: m.stores_day(), cell: (move) => day(move.happened_on) },
          { key: 'moved', header: m.stores_quantity(), align: 'end', cell: moved },
        ]}
        card={(move) => (
          <PaperCard
            title={<MoveLink move={move} />}
            amount={moved(move)}
            badge={null}
            meta={[KIND_WORDS[move.kind](), <DateText key="on" value={move.happened_on} />]}
          />
        )}
      />
    </section>
  );
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
