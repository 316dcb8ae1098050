/** `npm run audit -- verify`: whether anything that was written to the audit log was changed since. */
import { configFrom } from './config.ts'
import type { ChainVerification } from './contracts/audit.ts'
import { type Anchor, chainedUnits, verifyChain } from './store/audit-chain.ts'
import { openAsOwner } from './store/database.ts'
import { visitStore } from './store/open-store.ts'

const USAGE = `Usage:
  npm run audit -- verify [--anchor UNIT:SEQUENCE:HASH]...
Computes the chain of every unit's audit log anew and names the first entry that is not as it was written; exits 1 then.
The last line of each unit is its anchor. Keep it outside the database: given to a later check, it proves that nothing
up to it was cut off. The database is that of DATABASE_URL, or the one in TIDELINE_DATA; the server may be running.`

class WrongUsage extends Error {}

const FAULTS: Record<NonNullable<ChainVerification['fault']>['kind'], string> = {
  entryChanged: 'is not as it was written',
  entryMissing: 'is gone',
  linkMissing: 'has no link: it was cut out',
  linkBroken: 'does not follow the one before it',
  entryUnchained: 'is not in the chain',
  endMissing: 'and those after it are gone',
  headWrong: 'is not the last one that was written',
  anchorMissing: 'is not the one of the anchor',
  publicationUntold: 'is no roster that an entry tells of',
  versionUntold: 'is no version that an entry tells of',
}

function linesOf({ unitId, entries, head, fault }: ChainVerification): string[] {
  if (fault) {
    const place = fault.sequence === null ? '' : `entry ${fault.sequence} `
    const id = fault.id === null ? '' : `(${fault.id}) `
    return [`${unitId}: FAULT ${fault.kind}: ${place}${id}${FAULTS[fault.kind]}`]
  }
  return [`${unitId}: ${entries} entries, all as they were written`, ...(head ? [anchorLine(unitId, head)] : [])]
}

const anchorLine = (unitId: string, { sequence, hash }: Anchor): string => `  anchor ${unitId}:${sequence}:${hash}`

function anchorsOf(words: readonly string[]): Map<string, Anchor[]> {
  const anchors = new Map<string, Anchor[]>()
  for (let at = 0; at < words.length; at += 2) {
    const match = /^([A-Za-z0-9_-]{1,64}):(\d{1,15}):([0-9a-f]{64})$/.exec(words[at + 1] ?? '')
    if (words[at] !== '--anchor' || !match) throw new WrongUsage()
    const [, unitId, sequence, hash] = match
    anchors.set(unitId!, [...(anchors.get(unitId!) ?? []), { sequence: Number(sequence), hash: hash! }])
  }
  return anchors
}

/** @returns whether everything is as it was written */
async function verify(words: readonly string[]): Promise<boolean> {
  const anchors = anchorsOf(words)
  const store = await visitStore(configFrom(process.env))
  const owner = openAsOwner(store.url)
  try {
    const units = new Set([...(await chainedUnits(owner)), ...anchors.keys()])
    let isWhole = true
    for (const unitId of units) {
      const found = await verifyChain(owner, unitId, anchors.get(unitId))
      for (const line of linesOf(found)) console.log(line)
      isWhole &&= found.fault === null
    }
    return isWhole
  } finally {
    await owner.destroy()
    await store.close()
  }
}

try {
  const [command, ...words] = process.argv.slice(2)
  if (command !== 'verify') throw new WrongUsage()
  if (!(await verify(words))) process.exitCode = 1
} catch (error) {
  console.error(error instanceof WrongUsage ? USAGE : error instanceof Error ? error.message : error)
  process.exitCode = error instanceof WrongUsage ? 2 : 1
}
