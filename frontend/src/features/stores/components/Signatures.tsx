import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from './StockPaper.module.css';

export interface Signed {
  label: string;
  /** Left empty where nobody is named: the pen writes it. */
  name?: string;
  at?: string;
}

/** Names and times as they are known; the line below each is for the pen. */
export function Signatures({ signed }: { signed: readonly Signed[] }) {
  return (
    <footer className={paper.signatures}>
      {signed.map(({ label, name, at }) => (
        <div key={label} className={paper.signature}>
          <p className={paper.label}>{label}</p>
          {name ? <p>{name}</p> : null}
          {at ? <p className={paper.at}>{formatExact(at)}</p> : null}
          <p className={paper.ink}>{m.stores_sign_here()}</p>
        </div>
      ))}
    </footer>
  );
}
