import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { RepairCategory, RepairState } from '@/api/schema';
import { m } from '@/i18n/messages';
import { submit } from '@/offline/submit';
import { uuid } from '@/offline/uuid';
import { DateText } from '@/ui/DateText';
import { IconCheck } from '@/ui/icons';
import { StatusBadge } from '@/ui/StatusBadge';
import type { TapTrouble } from '../acts';
import { TONES } from '../words';
import { CategoryMark } from './CaseBits';
import classes from './OpenHere.module.css';
import { Trouble } from './Trouble';

interface OpenCase {
  number: string;
  category: RepairCategory;
  category_title: string;
  state: RepairState;
  state_text: string;
  reported_at: string;
  text?: string;
}

interface Props {
  owner: string;
  cases: readonly OpenCase[];
  /** "Me too"; null where the reader may only look. */
  join: ((number: string, key: string) => Promise<unknown>) | null;
}

/** What is reported in this room already: the answer to "has anybody told them?" */
export function OpenHere({ owner, cases, join }: Props) {
  return cases.length > 0 ? (
    <section className={classes.box} aria-labelledby="open-here">
      <h2 id="open-here">{m.repairs_open_here({ count: cases.length })}</h2>
      <ul>
        {cases.map((row) => (
          <li key={row.number} className={classes.case}>
            <CategoryMark category={row.category} />
            <div className={classes.what}>
              <p className={classes.title}>
                {row.category_title}
                <StatusBadge tone={TONES[row.state]}>{row.state_text}</StatusBadge>
              </p>
              {row.text ? <p className={classes.text}>{row.text}</p> : null}
              <p className={classes.meta}>
                <DateText value={row.reported_at} />
              </p>
            </div>
            {join && row.state !== 'done' ? (
              <MeToo owner={owner} number={row.number} title={row.category_title} join={join} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  ) : null;
}

function MeToo(props: {
  owner: string;
  number: string;
  title: string;
  join: (number: string, key: string) => Promise<unknown>;
}) {
  const { owner, number, title, join } = props;
  const key = useRef(uuid());
  const [state, setState] = useState<'idle' | 'sending' | 'joined'>('idle');
  const [trouble, setTrouble] = useState<TapTrouble | null>(null);

  async function tap(): Promise<void> {
    setState('sending');
    const outcome = await submit({
      form: `repairs.join.${number}`,
      owner,
      values: {},
      key: key.current,
      keepDraft: false,
      send: (_, sentKey) => join(number, sentKey),
    });
    if (outcome.kind === 'accepted') {
      setState('joined');
      setTrouble(null);
      return;
    }
    setState('idle');
    setTrouble(outcome);
  }

  return (
    <div className={classes.join}>
      {state === 'joined' ? (
        <p className={classes.joined} role="status">
          <IconCheck size={18} aria-hidden />
          {m.repairs_joined()}
        </p>
      ) : (
        <Button
          variant="default"
          loading={state === 'sending'}
          aria-label={m.repairs_me_too_for({ title })}
          onClick={() => void tap()}
        >
          {m.repairs_me_too()}
        </Button>
      )}
      {trouble ? <Trouble trouble={trouble} /> : null}
    </div>
  );
}
