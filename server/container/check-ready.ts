/** Ends with 0 when the server of this container can work, else with 1: the container's own health check. */
import process from 'node:process'

const address = `http://127.0.0.1:${process.env.PORT ?? 3000}/api/health/ready`
const isReady = await fetch(address, { signal: AbortSignal.timeout(4000) }).then(
  ({ ok }) => ok,
  () => false,
)
process.exitCode = isReady ? 0 : 1
