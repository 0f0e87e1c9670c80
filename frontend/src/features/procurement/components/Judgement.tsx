import type { PurchaseJudgement, PurchaseRequestView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { WarningBox } from '@/ui/WarningBox';
import classes from './Judgement.module.css';

/** Who decides, why they do, what stands idle or lies in the stores: said before it is submitted, not afterwards. */
export function Judgement({ request }: { request: PurchaseRequestView }) {
  const { judgement, judgement_refused: refused } = request;
  if (!judgement) {
    return refused ? <WarningBox title={m.purchases_nobody_decides()} text={refused} /> : null;
  }
  // Once it was submitted the signatures below say who decides; what it was judged by stays.
  const ahead = request.state === 'draft' || request.state === 'returned';
  if (!ahead && !isNoted(judgement)) {
    return null;
  }
  return (
    <section className={classes.judgement} aria-labelledby="who-decides">
      <h2 id="who-decides">{ahead ? m.purchases_who_decides() : m.purchases_judged_by()}</h2>
      {ahead ? (
        <ol className={classes.chain}>
          {judgement.chain.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : null}
      <Why sentence={judgement.why_tier} />
      <Why sentence={judgement.why_major} />
      {judgement.raised ? <p className={classes.note}>{m.purchases_raised()}</p> : null}
      <GovLimit limit={judgement.gov_limit} />
      {judgement.lifted_by.map((rule) => (
        <p key={rule} className={classes.note}>
          {rule}
        </p>
      ))}
      <Splits judgement={judgement} />
      <Idle idle={judgement.idle} />
      <Stocked stocked={judgement.stocked} />
    </section>
  );
}

/** Who else asks for the same: said wherever it is so, as an exception only where a limit is passed by it. */
function Splits({ judgement }: { judgement: PurchaseJudgement }) {
  return judgement.split_count > 0 ? (
    <div className={classes.note}>
      <p>
        {m.purchases_splits({
          days: judgement.window_days,
          count: judgement.split_count,
          amount: formatMoney(judgement.amount),
        })}
      </p>
      <ul>
        {judgement.splits.map((split) => (
          <li key={split.number}>
            {m.purchases_split({
              number: split.number,
              who: split.requester.name,
              amount: formatMoney(split.amount),
            })}
          </li>
        ))}
      </ul>
      {judgement.in_pieces ? <p>{m.purchases_in_pieces()}</p> : null}
    </div>
  ) : null;
}

/** Whether there is something to say of it beside the names, which the signatures say too. */
function isNoted(judgement: PurchaseJudgement): boolean {
  const { why_tier, why_major, raised, gov_limit, ...lists } = judgement;
  const { lifted_by, split_count, idle, stocked } = lists;
  return (
    [why_tier, why_major, raised, gov_limit].some(Boolean) ||
    [lifted_by.length, split_count, idle.length, stocked.length].some((count) => count > 0)
  );
}

/** In a sentence of the server's: it was kept as it was judged. */
function Why({ sentence }: { sentence: string | null | undefined }) {
  return sentence ? <p className={classes.note}>{sentence}</p> : null;
}

function Idle({ idle }: Pick<PurchaseJudgement, 'idle'>) {
  return idle.length > 0 ? (
    <div className={classes.note}>
      <p className={classes.strong}>{m.purchases_idle()}</p>
      <ul>
        {idle.map((thing) => (
          <li key={thing.asset_id}>
            {m.purchases_idle_thing({
              name: thing.name,
              number: thing.asset_no,
              quantity: thing.quantity,
              unit: thing.unit,
              place: thing.place ?? m.ui_none(),
            })}
          </li>
        ))}
      </ul>
    </div>
  ) : null;
}

/** What the stores have of the same names; where there is less than there should be, that is why more is bought. */
function Stocked({ stocked }: Pick<PurchaseJudgement, 'stocked'>) {
  return stocked.length > 0 ? (
    <div className={classes.note}>
      <p className={classes.strong}>{m.purchases_stocked()}</p>
      <ul>
        {stocked.map((thing) => (
          <li key={`${thing.item_id} ${thing.store}`}>
            {m.purchases_stocked_thing({
              name: [thing.name, thing.spec].filter(Boolean).join(' '),
              quantity: thing.quantity,
              unit: thing.unit,
              store: thing.store,
            })}
            {thing.low ? <span className={classes.low}>{m.purchases_stocked_low()}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  ) : null;
}

/** From the region's limit on it is no purchase of the school's own procedure any more. */
function GovLimit({ limit }: { limit: string | null | undefined }) {
  return limit ? (
    <p className={classes.note}>{m.purchases_gov_limit({ amount: formatMoney(limit) })}</p>
  ) : null;
}
