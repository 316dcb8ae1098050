import { localStamp } from '../../solver/domain/horizon.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { coverageOf } from './contacts/coverage.ts'
import { historyText, readHistoryRows } from './contacts/history-rows.ts'
import { type FileInterval, type IntervalMerge, mergeIntervals } from './contacts/interval-history.ts'
import { readLedger } from './contacts/ledger-files.ts'
import { DayCounts } from './day-counts.ts'
import type { ImportFileRequest, ImportOutcome } from './import-request.ts'
import { intervalMappingDoubts, intervalReader } from './mapping/interval-row.ts'
import { readPlanText } from './plan-reader.ts'
import { isBlankRow, type RowTally } from './row-tally.ts'
import type { SourceTable } from './tables/source-table.ts'

/** Puts a table of counts by interval into the plan's history. */
export async function importIntervals(
  request: ImportFileRequest,
  table: SourceTable,
  tally: RowTally,
): Promise<ImportOutcome> {
  const { plan, mapping, fileName } = request
  const { settings } = plan
  const intervals = await readRows(request, table, tally)
  const { ledger } = await readLedger(plan)
  const known = readHistoryRows(await readPlanText(plan, settings.historyFile), settings)
  const merge = mergeIntervals(known.rows, intervals, coverageOf(ledger, settings.zone), settings)
  for (const { row, ...problem } of merge.rejects) tally.reject(row!, problem)
  const files = new Map<string, string>()
  if (merge.added.length + merge.updated.length > 0) {
    files.set(settings.historyFile, historyText(known, merge.rows, settings))
  }
  const warnings = intervalMappingDoubts(mapping).map((doubt) => ({ file: fileName, ...doubt }))
  return { counts: countsOf(merge, settings.zone), warnings, files }
}

async function readRows(
  { mapping, plan, nowMs, onProgress }: ImportFileRequest,
  table: SourceTable,
  tally: RowTally,
): Promise<FileInterval[]> {
  const { queues, zone } = plan.settings
  const readInterval = intervalReader(mapping, table.columns, { queueIds: queues.map(({ id }) => id), nowMs })
  const queueColumn = table.columns.indexOf(mapping.columns.find(({ field }) => field === 'queue')?.column ?? '')
  const intervals: FileInterval[] = []
  for await (const batch of table.rows()) {
    const { rows, rowNumbers, fraction } = batch
    tally.takeReading(batch)
    rows.forEach((cells, at) => {
      tally.rows++
      const row = rowNumbers[at]!
      if (isBlankRow(cells)) {
        tally.blank++
        return
      }
      const read = readInterval(cells)
      if ('problem' in read) {
        tally.reject(row, read.problem)
        return
      }
      for (const doubt of read.doubts) tally.doubt(row, doubt)
      intervals.push({ ...read.interval, row, sourceQueue: cells[queueColumn]?.trim() ?? '' })
      tally.showRow(() => shown(read.interval, zone))
    })
    onProgress(fraction)
  }
  return intervals
}

function shown({ queueId, startMs, volume, ahtSeconds }: Omit<FileInterval, 'row' | 'sourceQueue'>, zone: string) {
  return {
    queue: queueId,
    start: localStamp(startMs, zone),
    ...(Number.isNaN(volume) ? {} : { offered: String(volume) }),
    ...(Number.isNaN(ahtSeconds) ? {} : { aht: `${ahtSeconds} s` }),
  }
}

function countsOf({ added, updated, duplicates }: IntervalMerge, zone: string): ImportOutcome['counts'] {
  const accepted = [...added, ...updated]
  const contacts = new Map<string, number>()
  for (const { queueId, volume } of accepted) contacts.set(queueId, (contacts.get(queueId) ?? 0) + (volume || 0))
  const days = new DayCounts()
  for (const { startMs, volume } of accepted) days.add(startMs, volume || 0)
  const byDay = days.inZone(zone)
  return {
    accepted: accepted.length,
    duplicates,
    added: added.length,
    updated: updated.length,
    repeats: 0,
    botOnly: 0,
    firstDate: byDay[0]?.date ?? null,
    lastDate: byDay.at(-1)?.date ?? null,
    days: byDay,
    queues: [...contacts]
      .map(([queue, sum]) => ({ queue, contacts: sum }))
      .sort((a, b) => compareIds(a.queue, b.queue)),
    ahtBasis: accepted.some(({ ahtSeconds }) => !Number.isNaN(ahtSeconds)) ? 'effort' : 'none',
  }
}
