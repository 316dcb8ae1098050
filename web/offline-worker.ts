/**
 * Stands between the page and the server on devices on which somebody reads the own roster, so that the page itself
 * opens without the server. The server is always asked first: what was kept answers for it only when it does not.
 * It imports nothing, for it must be one file at the root of the site; what is kept, `lib/kept-page.ts` decides.
 */

/** Of the scope of a service worker, which the types of a page do not have. */
interface WorkerScope {
  addEventListener(kind: 'install', listener: () => void): void
  addEventListener(kind: 'fetch', listener: (event: FetchEvent) => void): void
  skipWaiting(): Promise<void>
}
interface FetchEvent extends Event {
  readonly request: Request
  respondWith(reply: Promise<Response>): void
}

const worker = self as unknown as WorkerScope

// It remembers nothing, so a new one may take the place of the one before at once.
worker.addEventListener('install', () => void worker.skipWaiting())

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  // What the API says is never answered from here.
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && pathname === '/') event.respondWith(pageOf(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(fileOf(request))
})

async function pageOf(request: Request): Promise<Response> {
  const reply = await fetch(request).catch(() => undefined)
  // A proxy may answer for a server that is gone.
  if (reply && reply.status < 500) return reply
  return (await caches.match('/')) ?? reply ?? Response.error()
}

const fileOf = (request: Request): Promise<Response> =>
  fetch(request).catch(async () => (await caches.match(new URL(request.url).pathname)) ?? Response.error())
