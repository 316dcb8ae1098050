import { z } from 'zod'

/** One thing wrong with what was sent, at its place in a file; see `InputIssue` of the domain. */
export const inputIssueSchema = z
  .object({
    file: z.string().optional(),
    /** 1-based line of the file, the header being row 1. */
    row: z.int().optional(),
    column: z.string().optional(),
    value: z.string().optional(),
    problem: z.string(),
    hint: z.string(),
  })
  .meta({ id: 'InputIssue' })
export type InputIssueReply = z.infer<typeof inputIssueSchema>

/** Every code that an error reply may carry. `message` is for people and may be reworded; codes stay. */
export const API_ERROR_CODES = [
  'invalidRequest',
  'invalidPlan',
  'notSignedIn',
  'forbidden',
  'notFound',
  'conflict',
  'notReady',
  'notPublishable',
  'tooLarge',
  'tooManyRequests',
  'unavailable',
  'internal',
] as const
export const apiErrorCodeSchema = z.enum(API_ERROR_CODES)
export type ApiErrorCode = z.infer<typeof apiErrorCodeSchema>

/** The one shape of every reply that is not a success. */
export const apiErrorSchema = z
  .object({
    error: z.object({
      code: apiErrorCodeSchema,
      message: z.string(),
      issues: z.array(inputIssueSchema).optional(),
      /** Quote it when asking for help: the server's log carries it. */
      requestId: z.string(),
    }),
  })
  .meta({ id: 'ApiError' })
export type ApiErrorReply = z.infer<typeof apiErrorSchema>
