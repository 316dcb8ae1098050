/** Writes minor units of a currency as people read them: 123456 of CNY is "CN¥1,234.56". */
export function moneyIn(currency: string): (minor: number) => string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return (minor) => format.format(minor / 10 ** digits)
}
