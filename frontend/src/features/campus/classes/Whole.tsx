import { TextInput } from '@mantine/core';
import type { ChangeEvent } from 'react';

interface Props {
  /** Left out where an aria-label says it. */
  label?: string;
  value: string;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  error?: string | undefined;
  description?: string;
  'aria-label'?: string;
  'data-path'?: string;
}

/** A whole number: phones show their digits, and no wheel changes it unseen. */
export function Whole(props: Props) {
  return <TextInput inputMode="numeric" pattern="[0-9]*" autoComplete="off" {...props} />;
}
