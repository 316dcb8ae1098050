import { makeDatabase } from '../server/database.ts'
import { startTideline, type TidelineServer } from './tideline-server.ts'

/**
 * The real server on a copy of the tests' migrated database: it is there sooner than with a PostgreSQL of its own, with
 * which the planning page is tested. Environment as of `startTideline`.
 */
export async function startTestedTideline(environment: Readonly<Record<string, string>> = {}): Promise<TidelineServer> {
  const { url, close } = await makeDatabase()
  const server = await startTideline({ DATABASE_URL: url, ...environment })
  let isClosed = false
  // Some stop it before its end, to see what is left without it.
  const stop = async () => {
    await server.stop()
    if (!isClosed) await close()
    isClosed = true
  }
  return { ...server, stop }
}
