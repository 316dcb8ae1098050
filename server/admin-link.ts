/**
 * `npm run admin-link [-- EMAIL]`: prints a one-time link, for whoever has the database in hand: to make the first
 * administrator, or, with the address of an account, to set a new password.
 */
import { ConfigError, configFrom } from './config.ts'
import { linkService } from './services/link-service.ts'
import { visitStore } from './store/open-store.ts'

const PAGE = 'the address of the page'

async function main([email, ...rest]: readonly string[]): Promise<void> {
  if (rest.length > 0 || email?.startsWith('-')) {
    console.error('Usage: npm run admin-link            a link for the first administrator')
    console.error('       npm run admin-link -- EMAIL   a link with which that account gets a new password')
    process.exitCode = 2
    return
  }
  const config = configFrom(process.env)
  const store = await visitStore(config)
  try {
    const links = linkService(store.db, Date.now)
    const made = email === undefined ? await links.firstLink() : await links.operatorLink(email.toLowerCase())
    if (made)
      console.log(`${config.publicUrl ?? PAGE}/${made.link} (works once, until ${made.expiresAt.toISOString()})`)
    else throw new Error('There is an account already. Name its e-mail address: npm run admin-link -- EMAIL')
  } finally {
    await store.close()
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof Error ? error.message : error)
  process.exitCode = 1
}
