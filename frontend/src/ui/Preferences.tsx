import { type Language, language, switchLanguage } from '@/i18n/locale';
import { m } from '@/i18n/messages';
import type { Icon } from './icons';
import classes from './Preferences.module.css';

/** Each language under its own name: a reader must find his own. These two are never translated. */
const LANGUAGES: readonly { value: Language; label: string }[] = [
  { value: 'zh-CN', label: '\u4e2d\u6587' },
  { value: 'en', label: 'English' },
];

export function LanguageChoice() {
  return (
    <Segments
      label={m.shell_language()}
      options={LANGUAGES}
      value={language()}
      onChange={switchLanguage}
    />
  );
}

interface SegmentsProps<T extends string> {
  label: string;
  options: readonly { value: T; label: string; icon?: Icon }[];
  value: T;
  onChange: (value: T) => void;
}

export function Segments<T extends string>({ label, options, value, onChange }: SegmentsProps<T>) {
  return (
    <fieldset className={classes.segments}>
      <legend className="sr-only">{label}</legend>
      {options.map(({ icon: OptionIcon, ...option }) => (
        <button
          key={option.value}
          type="button"
          className={classes.segment}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {OptionIcon ? <OptionIcon size={16} aria-hidden /> : null}
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
