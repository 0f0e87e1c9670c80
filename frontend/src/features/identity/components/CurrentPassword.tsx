import type { TextInputProps } from '@mantine/core';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { PasswordField } from '@/ui/PasswordField';

/** One's own password once more, beside the name that password managers look for. */
export function CurrentPassword(props: Omit<TextInputProps, 'label' | 'autoComplete'>) {
  const { sign_in_name } = useMe();
  return (
    <>
      <input type="text" autoComplete="username" value={sign_in_name} readOnly hidden />
      <PasswordField
        label={m.identity_password_current()}
        autoComplete="current-password"
        {...props}
      />
    </>
  );
}
