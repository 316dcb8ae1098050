/**
 * The clipboard as a click may use it. Browsers ask the reader first, or give a page that came without TLS none at all;
 * the keys for copying and pasting work in either case.
 */
const clipboard = (): Clipboard | undefined => navigator.clipboard

/** Puts words on the clipboard where the browser lets the page; the board remembers what it copied in any case. */
export function writeClipboard(text: string): void {
  clipboard()
    ?.writeText(text)
    .catch(() => undefined)
}

/** @returns undefined when the browser does not let the page read it */
export async function clipboardText(): Promise<string | undefined> {
  try {
    return await clipboard()?.readText()
  } catch {
    return undefined
  }
}
