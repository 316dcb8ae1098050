import type { RunFileName } from '../../server/contracts/run.ts'
import { runFileAddress } from '../lib/queries.ts'
import { FileLink } from './file-link.tsx'

/** Takes a file of the run away. */
export function Download({ runId, file }: { runId: string; file: RunFileName }) {
  return <FileLink address={runFileAddress(runId, file)} file={file} />
}
