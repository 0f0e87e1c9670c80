import type { ReactNode } from 'react';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from './Paper.module.css';

/** Somebody's name on a paper, and when he gave it. */
export interface Signed {
  name: string;
  at: string | null;
}

/** At the foot of a paper, side by side. */
export function Signatures({ children }: { children: ReactNode }) {
  return <footer className={paper.signatures}>{children}</footer>;
}

/** Names and times as they are known, and a line for the pen. */
export function Signature({ label, signed }: { label: string; signed: readonly Signed[] }) {
  return (
    <div className={paper.signature}>
      <p className={paper.label}>{label}</p>
      {signed.map(({ name, at }) => (
        <p key={name}>
          {name}
          {at ? <span className={paper.at}>{formatExact(at)}</span> : null}
        </p>
      ))}
      <p className={paper.ink}>{m.ui_sign_here()}</p>
    </div>
  );
}
