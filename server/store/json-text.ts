/** An escape of JSON: of NUL, of half a surrogate pair, or any other. */
const ESCAPE = /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g

/**
 * JSON for a `jsonb` column. What PostgreSQL cannot hold in one, which a hostile file may have in its cells, becomes
 * U+FFFD.
 */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value).replace(ESCAPE, (found, what: string) => (what.length > 1 ? '\uFFFD' : found))
