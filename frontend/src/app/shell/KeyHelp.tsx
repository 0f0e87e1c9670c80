import { m } from '@/i18n/messages';
import { Dialog } from '@/ui/Dialog';
import { commandKey } from './FindButton';
import classes from './KeyHelp.module.css';

/** The keys there are. */
export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title={m.find_help()} open={open} onClose={onClose}>
      <dl className={classes.keys}>
        {[
          [commandKey('K'), m.find_help_palette()],
          ['/', m.find_help_search()],
          ['?', m.find_help_help()],
          ['Esc', m.find_help_close()],
        ].map(([pressed, does]) => (
          <div key={pressed}>
            <dt>
              <kbd>{pressed}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
