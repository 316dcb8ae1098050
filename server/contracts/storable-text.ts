import { z } from 'zod'

/** Text that comes back from storage exactly as it went in: no NUL, no half of a surrogate pair. */
export const storableTextSchema = z
  .string()
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'is not text; save the file as UTF-8')
