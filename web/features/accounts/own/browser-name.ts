const BROWSERS = [
  [/\bEdg\//, 'Edge'],
  [/\bMicroMessenger\//, 'WeChat'],
  [/\bFirefox\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/\bWindows\b/, 'Windows'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const

/**
 * What people call a browser, from how it names itself: `Chrome, Windows`.
 * @returns the beginning of its own name when it is none of the known
 */
export function browserName(userAgent: string): string {
  // Each claims to be those after it too.
  const known = [BROWSERS, SYSTEMS].flatMap((names) => names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? [])
  return known.length > 0 ? known.join(', ') : userAgent.slice(0, 40)
}
