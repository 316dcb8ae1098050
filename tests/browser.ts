import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** The shell has no windows, toolbars or services of a desktop's browser: its tests take a fifth less of the processor. */
const PROGRAMS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The browser of the system: `CHROMIUM_PATH` when it is set, else the first of the usual programs on the path. */
export function browserPath(environment: NodeJS.ProcessEnv = process.env): string {
  const folders = (environment.PATH ?? '').split(delimiter)
  const usual = PROGRAMS.flatMap((program) => ['/usr/bin', ...folders].map((folder) => join(folder, program)))
  const found = [environment.CHROMIUM_PATH, ...usual].find((file) => file !== undefined && isProgram(file))
  if (found) return found
  throw new Error(
    `No Chromium found (looked for ${PROGRAMS.join(', ')}). Install it, for example with "apt-get install ` +
      'chromium-headless-shell fonts-noto-cjk", or set CHROMIUM_PATH to its program.',
  )
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export function launchBrowser(): Promise<Browser> {
  // Chromium refuses its sandbox to root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({
    executablePath: browserPath(),
    args: [
      ...sandbox,
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
    ],
  })
}
