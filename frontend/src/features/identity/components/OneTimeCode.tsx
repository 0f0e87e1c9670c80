import { TextInput, type TextInputProps } from '@mantine/core';
import { m } from '@/i18n/messages';

/** The six digits of the authenticator, or a recovery code: phones offer digits first and letters beside them. */
export function OneTimeCode(props: Omit<TextInputProps, 'label'>) {
  return (
    <TextInput
      label={m.security_code()}
      description={m.security_code_hint()}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      autoFocus
      data-autofocus
      {...props}
    />
  );
}
