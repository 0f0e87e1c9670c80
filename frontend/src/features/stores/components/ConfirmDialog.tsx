import { Button } from '@mantine/core';
import type { StockConfirmation } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Dialog } from '@/ui/Dialog';
import { nameOf } from '../shelf';
import classes from './ConfirmDialog.module.css';

interface Props {
  open: boolean;
  onClose: () => void;
  who: string;
  things: readonly {
    item: { id: string; name: string; spec?: string | null; unit: string };
    quantity: string;
  }[];
  onHow: (how: StockConfirmation) => void;
}

/** The phone is turned round: whoever receives reads it and says so himself, or signs on paper. */
export function ConfirmDialog({ open, onClose, who, things, onHow }: Props) {
  return (
    <Dialog title={m.stores_confirm_title({ name: who })} open={open} onClose={onClose}>
      <div className={classes.confirm}>
        <ul className={classes.things}>
          {things.map(({ item, quantity }) => (
            <li key={item.id}>
              <span>{nameOf(item)}</span>
              <span>{m.stores_amount({ quantity, unit: item.unit })}</span>
            </li>
          ))}
        </ul>
        <p>{m.stores_confirm_told()}</p>
        <Button size="lg" onClick={() => onHow('on_device')}>
          {m.stores_i_received()}
        </Button>
        <Button variant="default" onClick={() => onHow('on_paper')}>
          {m.stores_signs_on_paper()}
        </Button>
      </div>
    </Dialog>
  );
}
