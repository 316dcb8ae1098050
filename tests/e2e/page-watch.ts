import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'

export interface WatchedPage {
  readonly page: Page
  readonly context: BrowserContext
  /** Everything that the page complained of: errors and warnings of the console, faults, refused requests. */
  readonly complaints: string[]
}

interface Reader {
  readonly locale: string
  readonly colorScheme: 'light' | 'dark'
  /** Whether the page shows a newcomer around where it would. */
  readonly isFirstVisit?: boolean
}

export async function openPage(browser: Browser, address: string, reader: Reader): Promise<WatchedPage> {
  const { locale, colorScheme, isFirstVisit = false } = reader
  const viewport = { width: 1280, height: 860 }
  const context = await browser.newContext({ locale, colorScheme, baseURL: address, viewport })
  // The tour would stand over what is tested.
  if (!isFirstVisit) await context.addInitScript(() => localStorage.setItem('tideline.tour', 'seen'))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, context, complaints }
}

/** Pages go by the clock of the device, which a test sets: a server in a process of its own has the true one. */
export const goByDevice = (context: BrowserContext) =>
  context.addInitScript(() => {
    const { get } = Headers.prototype
    Headers.prototype.get = function (name) {
      return name === 'date' ? null : get.call(this, name)
    }
  })

/** Serious and critical findings of axe, in words. @param rules these alone; all when absent */
export async function accessibilityFindings(page: Page, rules?: string[]): Promise<string[]> {
  // Naming what passes takes most of axe's time, and its other mode opens a page for frames, of which we have none.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
