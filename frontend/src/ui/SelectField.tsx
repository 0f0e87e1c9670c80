import { InputBase } from '@mantine/core';
import type { ReactNode, SelectHTMLAttributes } from 'react';
import { IconSelector } from './icons';

interface Props extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'style' | 'size'> {
  /** Left out where an aria-label says it. */
  label?: string;
  description?: string;
  error?: string | undefined;
  options?: readonly { value: string; label: string }[];
  /** Options before these, or groups of them. */
  children?: ReactNode;
}

/** A native select: every phone opens its own, familiar wheel for it. Mantine's brings its combobox along. */
export function SelectField({ options = [], children, ...field }: Props) {
  return (
    <InputBase
      component="select"
      pointer
      size="md"
      rightSection={<IconSelector size={16} aria-hidden />}
      rightSectionPointerEvents="none"
      {...field}
    >
      {children}
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </InputBase>
  );
}
