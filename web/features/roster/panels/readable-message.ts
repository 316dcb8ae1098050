const STAMP = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?:Z|[+-]\d\d:\d\d))?/g

/**
 * A sentence of the check, which names people by id and times by stamp, as people read it.
 * @param momentOf words of a local date or a stamp with offset
 */
export function readableMessage(
  message: string,
  employeeId: string | undefined,
  nameOf: (employeeId: string) => string,
  momentOf: (stamp: string) => string,
): string {
  const named =
    employeeId !== undefined && message.startsWith(employeeId)
      ? nameOf(employeeId) + message.slice(employeeId.length)
      : message
  return named.replace(STAMP, momentOf)
}
