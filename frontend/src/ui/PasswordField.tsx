import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { m } from '@/i18n/messages';
import { IconEye, IconEyeOff } from './icons';
import classes from './PasswordField.module.css';

/**
 * Mantine's PasswordInput never sets aria-invalid and hides its eye from the keyboard, so this is a
 * plain text field whose type changes.
 */
export function PasswordField(props: Omit<TextInputProps, 'type' | 'rightSection'>) {
  const [visible, setVisible] = useState(false);
  const EyeIcon = visible ? IconEyeOff : IconEye;
  return (
    <TextInput
      {...props}
      type={visible ? 'text' : 'password'}
      // Phones otherwise "correct" a password made visible.
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      rightSectionWidth={44}
      rightSection={
        <button
          type="button"
          className={classes.eye}
          aria-label={visible ? m.ui_password_hide() : m.ui_password_show()}
          onClick={() => setVisible(!visible)}
        >
          <EyeIcon size={20} stroke={1.6} aria-hidden />
        </button>
      }
    />
  );
}
