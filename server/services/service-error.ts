import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { ApiErrorCode } from '../contracts/api-error.ts'

/** A request that cannot be served, in words that may be shown. Routes turn it into the API's error reply. */
export class ServiceError extends Error {
  readonly code: ApiErrorCode
  readonly issues: readonly InputIssue[]

  constructor(code: ApiErrorCode, message: string, issues: readonly InputIssue[] = []) {
    super(message)
    this.name = 'ServiceError'
    this.code = code
    this.issues = issues
  }
}

/** @param what as people call it: "plan", "run" */
export const notFound = (what: string, id: string): ServiceError =>
  new ServiceError('notFound', `There is no ${what} ${JSON.stringify(id)}. It may have been mistyped.`)
