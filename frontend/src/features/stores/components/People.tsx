import { m } from '@/i18n/messages';
import { IconButton } from '@/ui/IconButton';
import { IconX } from '@/ui/icons';
import type { PickedPerson } from '@/ui/PersonPicker';
import classes from './LineCards.module.css';

interface Props {
  people: readonly PickedPerson[];
  onRemove: (id: string) => void;
}

/** Those who keep a store. */
export function People({ people, onRemove }: Props) {
  return people.length > 0 ? (
    <ul className={classes.lines} aria-label={m.stores_keeper()}>
      {people.map(({ id, name }) => (
        <li key={id} className={classes.head}>
          <span className={classes.name}>{name}</span>
          <IconButton label={m.stores_remove({ name })} onClick={() => onRemove(id)}>
            <IconX size={20} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  ) : null;
}
