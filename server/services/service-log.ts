import { currentAccess } from '../store/access.ts'

/** Where services say what people need not be told. */
export interface ServiceLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** The same log, in which what is done for a request that was answered already names it all the same. */
export function namingRequests(log: ServiceLog): ServiceLog {
  const named = (facts: object): object => {
    const requestId = currentAccess()?.requestId
    return requestId === undefined ? facts : { requestId, ...facts }
  }
  return {
    info: (facts, message) => log.info(named(facts), message),
    warn: (facts, message) => log.warn(named(facts), message),
    error: (facts, message) => log.error(named(facts), message),
  }
}
