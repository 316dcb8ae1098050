/** `npm run retention`: takes away at once what is kept no longer, as the server does every day. */
import { configFrom } from './config.ts'
import { retentionService } from './services/retention-service.ts'
import { visitStore } from './store/open-store.ts'

try {
  const store = await visitStore(configFrom(process.env))
  try {
    const swept = await retentionService(store.db, Date.now).sweep()
    for (const [unit, { requestNotes, rejects, results }] of Object.entries(swept)) {
      console.log(
        `${unit}: ${requestNotes} notes of requests, rejects of ${rejects} files, results of ${results} runs.`,
      )
    }
    console.log(`Took away what is kept no longer of ${Object.keys(swept).length} planning units.`)
  } finally {
    await store.close()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
