import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Detection, ImportMapping } from '../contracts/import.ts'
import { detectImport } from '../imports/mapping/detect-mapping.ts'
import { parseMapping } from '../imports/mapping/mapping-file.ts'
import { mappingName } from '../imports/mapping/mapping-name.ts'
import { fileFormatOf } from '../imports/tables/file-format.ts'
import { openTable } from '../imports/tables/open-table.ts'
import { settingsOf } from './plan-overrides.ts'
import type { PlanFiles, ReceivedFile } from './worker-task.ts'

/**
 * Finds out what a file holds, with what the plan knows: its queues, its zone and the mappings that were kept.
 * @throws PlanningInputError when it is no file that can be imported
 */
export async function detectReceivedFile({ path, fileName }: ReceivedFile, files: PlanFiles): Promise<Detection> {
  const settings = settingsOf(files)
  if ((await fileFormatOf(path, fileName)) === 'ics') return calendarDetection(fileName, settings.zone)
  const table = await openTable(path, { name: fileName })
  return detectImport(table, {
    queueIds: settings.queues.map(({ id }) => id),
    zone: settings.zone,
    savedMappings: savedMappings(files),
    fileName,
  })
}

function savedMappings(files: PlanFiles): ImportMapping[] {
  return [...files]
    .filter(([path]) => /^mappings\/[^/]+\.ya?ml$/.test(path))
    .flatMap(([path, text]) => {
      try {
        return [parseMapping(path, text)]
      } catch (error) {
        // One that somebody wrote by hand and got wrong must not keep other files from being imported.
        if (error instanceof PlanningInputError) return []
        throw error
      }
    })
}

/** An iCalendar file says itself what everything in it is; there is nothing to map. */
const calendarDetection = (fileName: string, zone: string): Detection => ({
  format: 'ics',
  headerRow: 0,
  columns: [],
  preset: null,
  mapping: {
    name: mappingName(fileName, 'calendar', []),
    kind: 'calendar',
    zone,
    columns: [{ field: 'title', column: 'SUMMARY' }],
    queues: {},
    botValues: [],
    repeatWindowHours: 24,
  },
  unknownQueues: [],
  questions: [],
})
