import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { type BenchSpec, benchmark } from '../bench-spec.ts'
import { type ProcessUse, runCommand } from '../process-use.ts'
import { writeTicketExport } from './ticket-export.ts'

interface ImportInput {
  readonly size: string
  readonly folder: string
  /** Different readable tickets of `tickets.csv`; a row in two thousand cannot be read. */
  readonly tickets: number
}

interface ImportOutput extends ProcessUse {
  readonly contacts: number
  readonly ledgerHash: string
}

const ROWS: Readonly<Record<string, number>> = { smoke: 2_000, '5 million rows': 5_000_000 }

const spec: BenchSpec<ImportInput, ImportOutput[]> = {
  name: 'import-speed',
  what: 'tickets imported by `tideline import` into an empty plan, and again into the plan that has them',
  sizes: Object.keys(ROWS) as [string, ...string[]],
  repeats: () => 0,
  build: async ({ size }) => {
    const folder = mkdtempSync(join(tmpdir(), 'import-speed-'))
    for (const [path, text] of smallPlan({ 'history.csv': undefined })) writeFileSync(join(folder, path), text)
    return { size, folder, tickets: writeTicketExport(join(folder, 'tickets.csv'), ROWS[size]!, 1) }
  },
  phases: [
    {
      name: 'import',
      run: async ({ folder }) => [await importTickets(folder), await importTickets(folder)],
      validate: refuseWrong,
      rows: (outputs, { size }) =>
        outputs.map(({ cpuSeconds, peakMegabytes, contacts }, run) => ({
          size,
          import: run === 0 ? 'into an empty plan' : 'again',
          'cpu s': cpuSeconds,
          'peak MB': Math.round(peakMegabytes),
          contacts,
        })),
    },
  ],
  dispose: async ({ folder }) => rmSync(folder, { recursive: true }),
}

export const importSpeed = benchmark(spec)

async function importTickets(folder: string): Promise<ImportOutput> {
  const used = await runCommand(['import', join(folder, 'tickets.csv'), '--plan', folder], folder)
  const hash = createHash('sha256')
  let contacts = 0
  for (const month of readdirSync(join(folder, 'contacts')).sort()) {
    const text = readFileSync(join(folder, 'contacts', month))
    hash.update(text)
    for (const byte of text) if (byte === 10) contacts++
    contacts--
  }
  return { ...used, contacts, ledgerHash: hash.digest('hex') }
}

/** Everything readable is in the ledger, and the second import has changed nothing. */
function refuseWrong([first, again]: readonly ImportOutput[], { tickets }: ImportInput): void {
  if (first!.contacts > tickets || first!.contacts < 0.99 * tickets) {
    throw new Error(`The ledger has ${first!.contacts} contacts of ${tickets} tickets.`)
  }
  if (first!.ledgerHash !== again!.ledgerHash) throw new Error('The second import has changed the ledger.')
}
