const PAGE = '/'
const CACHES = 'tideline-page '
const WORKER = '/offline-worker.js'

/**
 * Files that the page has fetched so far and needs again to show the same: scripts, styles and words, whose names carry
 * a hash of what is in them.
 * @param addresses of everything that was fetched
 */
export function filesToKeep(addresses: readonly string[], ownOrigin: string): string[] {
  const paths = addresses
    .map((address) => new URL(address, ownOrigin))
    .filter(({ origin, pathname }) => origin === ownOrigin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)
  return [...new Set(paths)].sort()
}

/**
 * Keeps the page on the device, so that it opens without the server; see `offline-worker.ts`. Does nothing where the
 * browser cannot: service workers need HTTPS, or this very machine.
 */
export async function keepPage(): Promise<void> {
  const entry = document.querySelector<HTMLScriptElement>('script[type="module"]')?.src
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD || !entry) return
  const version = new URL(entry).pathname
  const page = await fetch(PAGE, { cache: 'no-cache' })
  // The server may have a newer page by now, whose files are others: that one is kept when it is opened.
  if (!page.ok || !(await page.clone().text()).includes(version)) return
  const fetched = performance.getEntriesByType('resource').map(({ name }) => name)
  const cache = await caches.open(CACHES + version)
  await cache.addAll(filesToKeep([entry, ...fetched], location.origin))
  await cache.put(PAGE, page)
  await dropCaches((name) => name !== CACHES + version)
  await navigator.serviceWorker.register(WORKER)
}

/** Nothing of the page stays on the device. */
export async function dropPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await dropCaches(() => true)
  const registrations = await navigator.serviceWorker.getRegistrations()
  await Promise.all(registrations.map((registration) => registration.unregister()))
}

async function dropCaches(isOld: (name: string) => boolean): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(CACHES) && isOld(name)).map((name) => caches.delete(name)))
}
