import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { IconSearch } from './icons';

/** Long enough to finish a syllable, short enough to feel live. */
const PAUSE_MS = 350;

interface Props {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
}

/** Searches while typing, but never in the middle of a pinyin composition. */
export function SearchField({ label, placeholder, value, onChange }: Props) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef(0);

  // The URL changed by other means: back button, "clear filters".
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function search(next: string, pause: number): void {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onChange(next.trim()), pause);
  }

  return (
    <TextInput
      type="search"
      size="md"
      aria-label={label}
      placeholder={placeholder ?? label}
      leftSection={<IconSearch size={18} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        if (!composing.current) {
          search(event.currentTarget.value, PAUSE_MS);
        }
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        search(event.currentTarget.value, PAUSE_MS);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
          search(event.currentTarget.value, 0);
        }
      }}
    />
  );
}
