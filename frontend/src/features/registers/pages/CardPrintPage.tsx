import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useMe, usePermission } from '@/api/me';
import type { AssetView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import { PrintSheet } from '@/ui/PrintSheet';
import { Qr } from '@/ui/Qr';
import { codeGroups } from '@/ui/words';
import { cardFacts } from '../card-facts';
import { assetQuery, timelineQuery } from '../queries';
import classes from './CardPrintPage.module.css';

/** Lines of the history that fit below the facts. */
const MOST_EVENTS = 8;

/** 固定资产卡片 on one A4: what is known is printed, what is not leaves no hole. */
export function CardPrintPage({ assetId }: { assetId: string }) {
  const { data: asset } = useSuspenseQuery(assetQuery(assetId));
  const { school } = useMe();
  const values = usePermission('assets.view_values');
  const base = school.public_url?.replace(/\/+$/, '');
  const url = base && asset.label_code ? `${base}/s/${asset.label_code}` : null;
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/assets/$assetId', params: { assetId }, label: asset.name }}
          number={asset.asset_no}
          title={m.labels_card_title()}
        />
      </div>
      <PrintSheet kind="form">
        <article className={classes.card}>
          <header className={classes.head}>
            <div>
              <p>{school.name}</p>
              <p className={classes.title}>{m.labels_card_title()}</p>
              <p className={classes.name}>{asset.name}</p>
              <p className={classes.number}>{asset.asset_no}</p>
            </div>
            {url ? (
              <div className={classes.qr}>
                <Qr text={url} label={m.labels_qr({ name: asset.name })} />
                <p>{codeGroups(asset.label_code ?? '')}</p>
              </div>
            ) : null}
          </header>
          <Facts asset={asset} values={values} />
          <Events assetId={assetId} />
          <footer className={classes.signatures}>
            <p>{m.labels_card_keeper()}</p>
            <p>{m.labels_card_custodian()}</p>
            <p>{m.labels_card_director()}</p>
          </footer>
          <p className={classes.printed}>
            {m.labels_card_printed({ date: formatExact(new Date().toISOString()) })}
          </p>
        </article>
      </PrintSheet>
    </>
  );
}

/** Two facts a line, as on the paper card. */
function Facts({ asset, values }: { asset: AssetView; values: boolean }) {
  return (
    <table className={classes.table}>
      <tbody>
        {cardFacts(asset, values).map((group) => (
          <Fragment key={group.title}>
            <tr>
              <th colSpan={4} scope="rowgroup" className={classes.group}>
                {group.title}
              </th>
            </tr>
            {pairs(group.items).map(([left, right]) => (
              <tr key={left.label}>
                <th scope="row">{left.label}</th>
                <td colSpan={right ? 1 : 3}>{left.value ?? m.ui_none()}</td>
                {right ? (
                  <>
                    <th scope="row">{right.label}</th>
                    <td>{right.value ?? m.ui_none()}</td>
                  </>
                ) : null}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function pairs<T>(items: readonly T[]): [T, T | undefined][] {
  return items.flatMap((item, index) =>
    index % 2 === 0 ? [[item, items[index + 1]] as [T, T | undefined]] : [],
  );
}

function Events({ assetId }: { assetId: string }) {
  const { data } = useQuery(timelineQuery(assetId));
  const events = data?.slice(-MOST_EVENTS) ?? [];
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th colSpan={3} className={classes.group}>
            {m.labels_card_history()}
          </th>
        </tr>
        <tr>
          <th scope="col">{m.labels_card_date()}</th>
          <th scope="col">{m.labels_card_what()}</th>
          <th scope="col">{m.labels_card_who()}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.id}>
            <td>{formatExact(event.at)}</td>
            <td>{event.text}</td>
            <td>{event.actor_name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
