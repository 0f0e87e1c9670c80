import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconCircleCheck } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import classes from './BatchDone.module.css';

interface Props {
  cards: readonly { id: string; asset_no: string }[];
  onAgain: () => void;
}

/** The numbers a batch got, to write onto the things. */
export function BatchDone({ cards, onAgain }: Props) {
  return (
    <>
      <EmptyState
        icon={IconCircleCheck}
        title={m.registers_batch_done({ count: cards.length })}
        text={m.registers_batch_numbers({
          first: cards[0]?.asset_no ?? '',
          last: cards.at(-1)?.asset_no ?? '',
        })}
        action={
          <>
            <LinkButton to="/assets">{m.registers_batch_list()}</LinkButton>
            <Button variant="default" onClick={onAgain}>
              {m.registers_batch_again()}
            </Button>
          </>
        }
      />
      <ul className={classes.numbers} aria-label={m.registers_no()}>
        {cards.map((card) => (
          <li key={card.id}>
            <Link to="/assets/$assetId" params={{ assetId: card.id }} preload={false}>
              {card.asset_no}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
