import { InputBase } from '@mantine/core';
import type { TextareaHTMLAttributes } from 'react';

interface Props extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'style'> {
  /** Left out where an aria-label says it. */
  label?: string;
  description?: string;
  error?: string | undefined;
}

/** Mantine's Textarea without its growing by itself, which no page here uses and every door sign would load. */
export function TextArea(props: Props) {
  return <InputBase component="textarea" multiline size="md" {...props} />;
}
