import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AssetMatch, MatchedCard } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { StatusBadge } from '@/ui/StatusBadge';
import { TextArea } from '@/ui/TextArea';
import { WideTable } from '@/ui/WideTable';
import { type CardLine, MOST_LINES, readLines } from '../card-lines';
import classes from '../pages/AuditDeskPage.module.css';
import { matchesQuery } from '../queries';

/** Lines out of the government's asset system, and the cards of their numbers. */
export function CardMatches() {
  const [pasted, setPasted] = useState('');
  const [lines, setLines] = useState<readonly CardLine[]>([]);
  const found = readLines(pasted);
  const tooMany = found.length > MOST_LINES;
  return (
    <section aria-labelledby="matches" className={classes.part}>
      <h2 id="matches">{m.audit_match()}</h2>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setLines(found.slice(0, MOST_LINES));
        }}
      >
        <TextArea
          label={m.audit_match_lines()}
          description={m.audit_match_hint()}
          rows={6}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        {tooMany ? (
          <p className={classes.text}>{m.audit_match_many({ most: MOST_LINES })}</p>
        ) : null}
        <div>
          <Button type="submit" disabled={found.length === 0}>
            {m.audit_match_do({ count: Math.min(found.length, MOST_LINES) })}
          </Button>
        </div>
      </form>
      {lines.length > 0 ? <Found lines={lines} /> : null}
    </section>
  );
}

function Found({ lines }: { lines: readonly CardLine[] }) {
  const query = useQuery(matchesQuery(lines.map((line) => line.number)));
  if (!query.data) {
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <PageSkeleton />
    );
  }
  const matches = new Map(query.data.map((match) => [match.number, match]));
  const missing = query.data.filter((match) => match.cards.length === 0).length;
  return (
    <>
      <p role="status" className={classes.sum}>
        {m.audit_match_sum({ found: query.data.length - missing, missing })}
      </p>
      <WideTable label={m.audit_match()}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{m.audit_match_line()}</th>
              <th scope="col">{m.audit_match_card()}</th>
              <th scope="col">{m.audit_match_where()}</th>
              <th scope="col">{m.audit_match_value()}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.number} line={line} match={matches.get(line.number)} />
            ))}
          </tbody>
        </table>
      </WideTable>
    </>
  );
}

function Row({ line, match }: { line: CardLine; match: AssetMatch | undefined }) {
  const cards = match?.cards ?? [];
  return (
    <tr>
      <th scope="row">
        <span className={classes.number}>{line.number}</span>
        {line.text === line.number ? null : <span className={classes.line}>{line.text}</span>}
      </th>
      {cards.length === 0 ? (
        <td colSpan={3}>
          <StatusBadge tone="alarm">{m.audit_match_none()}</StatusBadge>
        </td>
      ) : (
        <>
          <td>
            {cards.map((found) => (
              <Card key={found.card.id} found={found} own={match?.by === 'asset_no'} />
            ))}
          </td>
          <td>
            {cards.map(({ card }) => (
              <p key={card.id}>
                {[card.location?.path, card.custodian?.name].filter(Boolean).join(' · ') ||
                  m.ui_none()}
              </p>
            ))}
          </td>
          <td className={classes.amount}>
            {cards.map(({ card }) => (
              <p key={card.id}>
                {card.original_value ? formatMoney(card.original_value) : m.ui_none()}
              </p>
            ))}
          </td>
        </>
      )}
    </tr>
  );
}

function Card({ found: { card, voided }, own }: { found: MatchedCard; own: boolean }) {
  return (
    <p>
      <Link to="/assets/$assetId" params={{ assetId: card.id }} className={classes.link}>
        {card.asset_no} {card.name}
      </Link>
      {own ? <span className={classes.line}>{m.audit_match_own()}</span> : null}
      {voided ? <StatusBadge tone="off">{m.audit_match_voided()}</StatusBadge> : null}
    </p>
  );
}
