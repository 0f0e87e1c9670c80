/** The order matters: every browser claims to be several others. */
const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/wxwork/, 'WeCom'],
  [/DingTalk/, 'DingTalk'],
  [/Edg\//, 'Edge'],
  [/QQBrowser/, 'QQ'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
];

/** "Mozilla/5.0 (Windows NT 10.0; …" → "Windows · Chrome"; null when it says nothing. */
export function deviceName(userAgent: string): string | null {
  const first = (table: typeof SYSTEMS) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
  const parts = [first(SYSTEMS), first(BROWSERS)].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : userAgent.trim() || null;
}
