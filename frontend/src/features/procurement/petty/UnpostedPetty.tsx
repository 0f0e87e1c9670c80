import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePermission } from '@/api/me';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { ErrorState } from '@/ui/ErrorState';
import { Money } from '@/ui/Money';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { PaperCard } from '@/ui/PaperCard';
import { RowCheck } from '@/ui/RowCheck';
import { WaitsSince } from '../receipts/WaitsSince';
import { type Group, grouped, sumOf } from './groups';
import { monthName } from './months';
import { PettyPostDialog } from './PettyPostDialog';
import { unpostedPettyQuery } from './queries';
import classes from './UnpostedPetty.module.css';

/** Approved and in no account, by month and shop; a whole group is entered under one voucher, or what is ticked. */
export function UnpostedPetty() {
  const query = useQuery(unpostedPettyQuery);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [entering, setEntering] = useState<readonly string[]>([]);
  const posts = usePermission('goods_receipts.post');
  if (!query.data) {
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <PageSkeleton />
    );
  }
  const ticked = query.data.filter(({ id }) => chosen.has(id));
  return (
    <section className={classes.petty} aria-labelledby="unposted-petty">
      <div className={classes.head}>
        <h2 id="unposted-petty">{m.petty_unposted()}</h2>
        {ticked.length > 0 ? (
          <Button onClick={() => setEntering(idsOf(ticked))}>
            {m.petty_post_some({ count: ticked.length, amount: formatMoney(sumOf(ticked)) })}
          </Button>
        ) : null}
      </div>
      {query.data.length === 0 ? <p>{m.petty_all_posted()}</p> : null}
      {grouped(query.data).map((group) => (
        <OfShop
          key={group.key}
          group={group}
          chosen={chosen}
          onChoose={posts ? (id) => setChosen(toggled(chosen, id)) : undefined}
          onEnter={setEntering}
        />
      ))}
      <PettyPostDialog
        // As they are now: what somebody changed meanwhile is sent as it was read anew.
        purchases={query.data.filter(({ id }) => entering.includes(id))}
        onPosted={() => setChosen(new Set())}
        onClose={() => setEntering([])}
      />
    </section>
  );
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) {
    next.add(id);
  }
  return next;
}

interface OfShopProps {
  group: Group;
  chosen: ReadonlySet<string>;
  /** Left out for those who keep no accounts. */
  onChoose: ((id: string) => void) | undefined;
  onEnter: (ids: readonly string[]) => void;
}

function OfShop({ group, chosen, onChoose, onEnter }: OfShopProps) {
  const name = m.petty_group({ month: monthName(group.month), shop: group.shop });
  return (
    <section className={classes.group} aria-label={name}>
      <div className={classes.head}>
        <div>
          <h3>{name}</h3>
          <p className={classes.sum}>
            {m.petty_group_sum({
              count: group.rows.length,
              amount: formatMoney(sumOf(group.rows)),
            })}
          </p>
        </div>
        {onChoose ? (
          <Button variant="default" onClick={() => onEnter(idsOf(group.rows))}>
            {m.petty_post_group()}
          </Button>
        ) : null}
      </div>
      <ul className={classes.list}>
        {group.rows.map((row) => (
          <li key={row.id} className={classes.item}>
            {onChoose ? (
              <RowCheck
                label={m.petty_choose({ title: row.title, number: row.number })}
                checked={chosen.has(row.id)}
                onChange={() => onChoose(row.id)}
              />
            ) : null}
            <PaperCard
              title={
                <Link to="/purchases/petty/$pettyId" params={{ pettyId: row.id }}>
                  {row.title}
                </Link>
              }
              amount={<Money amount={row.total} />}
              badge={row.decided_at ? <WaitsSince at={row.decided_at} /> : null}
              meta={[row.number, row.handler.name, <DateText key="on" value={row.bought_on} />]}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
