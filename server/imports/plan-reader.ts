import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'

/** A plan's files as an import needs them, wherever they are kept. */
export interface PlanReader {
  readonly settings: PlanSettings
  /** Content of a file, path relative to the plan folder; undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>
  /** Paths of the files whose path begins so. */
  list(prefix: string): Promise<readonly string[]>
}

/** UTF-8 text of a plan's file. */
export async function readPlanText(plan: PlanReader, path: string): Promise<string | undefined> {
  const bytes = await plan.read(path)
  return bytes === undefined ? undefined : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
}
