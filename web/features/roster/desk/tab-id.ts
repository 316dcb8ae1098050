const KEY = 'tideline.tab'

/**
 * Id of this browser tab, the same after a reload. While the page is open it is kept by the page alone: a tab that is
 * duplicated copies the storage, and two tabs of one id would overwrite each other unseen.
 */
export function tabId(): string {
  known ??= takeFromStorage()
  return known
}

let known: string | undefined

function takeFromStorage(): string {
  const id = sessionStorage.getItem(KEY) ?? crypto.randomUUID()
  sessionStorage.removeItem(KEY)
  window.addEventListener('pagehide', () => sessionStorage.setItem(KEY, id))
  // Come back to from the browser's cache of pages, it is in use again.
  window.addEventListener('pageshow', () => sessionStorage.removeItem(KEY))
  return id
}
