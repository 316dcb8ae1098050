import type { ColumnType } from 'kysely'

/** Instant, read as `Date`; the database's clock writes it where it is left out. */
export type Stamp = ColumnType<Date, Date | string | undefined, Date | string>
export type NullableStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
export type NullableJson<Value extends object> = ColumnType<Value | null, string | null | undefined, string | null>
