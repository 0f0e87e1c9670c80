import { m } from '@/i18n/messages';
import form from './form.module.css';

interface Props {
  /** Name of the field, its value when the form was opened, and now. */
  facts: readonly [
    name: string,
    opened: string | null | undefined,
    now: string | null | undefined,
  ][];
}

/** What somebody else has changed while this form was open. */
export function Newest({ facts }: Props) {
  return facts
    .filter(([, opened, now]) => (opened ?? null) !== (now ?? null))
    .map(([name, , now]) => (
      <p key={name} className={form.now}>
        {m.campus_now({ name, value: now ?? m.ui_none() })}
      </p>
    ));
}
