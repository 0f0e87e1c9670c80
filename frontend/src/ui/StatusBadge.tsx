import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconHourglass,
  IconProgress,
  IconX,
} from './icons';
import classes from './StatusBadge.module.css';

/** Fixed meanings (docs: look). A feature maps its states to one of these, never to a colour. */
export type Tone =
  /** Not started. */
  | 'idle'
  /** In someone's hands. */
  | 'held'
  /** Waiting, your turn. */
  | 'waiting'
  /** Late or dangerous, and nothing else. */
  | 'alarm'
  | 'done'
  /** Came to nothing: refused, withdrawn, cancelled. */
  | 'off';

const ICONS: Record<Tone, Icon> = {
  idle: IconCircleDashed,
  held: IconProgress,
  waiting: IconHourglass,
  alarm: IconAlertTriangle,
  done: IconCheck,
  off: IconX,
};

/** Icon, word and colour together: no state is told by colour alone. */
export function StatusBadge({ tone, children }: { tone: Tone; children: string }) {
  const ToneIcon = ICONS[tone];
  return (
    <span className={classes.badge} data-tone={tone}>
      <ToneIcon size={15} stroke={2} aria-hidden />
      {children}
    </span>
  );
}
