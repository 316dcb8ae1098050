import { createHmac, timingSafeEqual } from 'node:crypto'

/** How the cookie of a session is called, and what it is signed with. */
export interface SessionCookie {
  readonly name: string
  readonly secret: string
}

/**
 * The session that a request's cookies name, as the library signed it: `TOKEN.SIGNATURE`, the signature being the
 * HMAC-SHA-256 of the token in base64.
 * @returns undefined when there is none, or when it is not as it was signed
 */
export function sessionTokenOf(cookies: string, { name, secret }: SessionCookie): string | undefined {
  const signed = cookieNamed(cookies, name)
  const at = signed?.lastIndexOf('.') ?? -1
  if (signed === undefined || at < 1) return undefined
  const token = signed.slice(0, at)
  const told = Buffer.from(signed.slice(at + 1))
  const right = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'))
  return told.length === right.length && timingSafeEqual(told, right) ? token : undefined
}

function cookieNamed(cookies: string, name: string): string | undefined {
  for (const cookie of cookies.split(';')) {
    const at = cookie.indexOf('=')
    if (at < 0 || cookie.slice(0, at).trim() !== name) continue
    try {
      return decodeURIComponent(cookie.slice(at + 1).trim())
    } catch {
      return undefined
    }
  }
  return undefined
}
