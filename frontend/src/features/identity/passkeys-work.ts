/** Passkeys belong to a name (never an IP address), and browsers know them over HTTPS or on this very machine only. */
export function passkeysWork(): boolean {
  return Boolean(window.PublicKeyCredential) && !/^[\d.]+$|:/.test(location.hostname);
}
