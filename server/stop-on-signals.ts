import type { Logger } from 'pino'

/** Ends a process in order on the first signal, at once on the second. */
export function stopOnSignals(running: { stop(): Promise<void> }, log: Logger): void {
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      isStopping = true
      log.info({ signal }, 'stopping')
      running.stop().then(
        () => process.exit(0),
        (error) => {
          log.error({ err: error }, 'did not stop in order')
          process.exit(1)
        },
      )
    })
  }
}
