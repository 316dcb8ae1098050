/** Where services say what people need not be told. */
export interface ServiceLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}
