import { type Logger, pino } from 'pino'

/**
 * The server's log: JSON lines, or short lines for a person when it goes to a terminal. Callers give ids and codes,
 * never names, texts or addresses of people.
 */
export function openLog(level: string, isTerminal: boolean): Logger {
  const options = { level, base: null, serializers: { err: errorFacts } }
  return isTerminal
    ? pino(options, { write: (line: string) => process.stderr.write(shortLine(line)) })
    : pino(options, pino.destination(2))
}

/**
 * An error without the fields that a driver hangs on it: PostgreSQL's `detail` holds the values of rows,
 * which may be personal data.
 */
function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  const code = 'code' in error ? { code: error.code } : {}
  return { name, message, ...code, stack, ...(cause === undefined ? {} : { cause: errorFacts(cause) }) }
}

const LEVELS: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' }

/** `09:15:02 error solver failed: out of memory runId=...` */
export function shortLine(json: string): string {
  const { time, level, msg, err, ...facts } = JSON.parse(json) as Record<string, unknown>
  const at = new Date(time as number).toTimeString().slice(0, 8)
  const reason = err === undefined ? '' : `: ${(err as { message: string }).message}`
  const details = Object.entries(facts).map(
    ([key, value]) => ` ${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
  )
  return `${at} ${LEVELS[level as number] ?? level} ${msg}${reason}${details.join('')}\n`
}
