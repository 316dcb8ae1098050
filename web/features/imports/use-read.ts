import { useMutation, useQueryClient } from '@tanstack/react-query'
import { importQuery, importsQuery, mappingText, readImport } from '../../lib/import-queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import type { ImportDraft } from './import-draft.ts'

/** Asks for a preview (`apply: false`) or the import of a file with the draft's settings. */
export function useRead(importId: string, draft: ImportDraft, change: (part: Partial<ImportDraft>) => void) {
  const client = useQueryClient()
  const plan = usePlan()
  return useMutation({
    mutationFn: ({ apply }: { apply: boolean }) =>
      readImport(importId, { mapping: draft.mapping, apply, saveMapping: apply && draft.saveMapping }),
    onSuccess: async (item, { apply }) => {
      client.setQueryData(importQuery(importId).queryKey, item)
      if (!apply) change({ previewed: mappingText(draft.mapping) })
      await client.invalidateQueries(importsQuery(plan.id))
    },
    // What it does not go with is news to this page: another one may have read or discarded the file.
    onError: () => client.invalidateQueries(importQuery(importId)),
  })
}

export type Read = ReturnType<typeof useRead>
