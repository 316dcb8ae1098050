import type { DurationUnit } from '../../contracts/import.ts'

/** Traditional characters that stand in headers, each with its simplified form. */
const TRADITIONAL = `
  時时 間间 單单 號号 開开 創创 結结 會会 話话 長长 數数 員员 組组 隊队 類类 狀状 態态 訂订 買买 賣卖 處处 響响 應应 後后 關关 閉闭
  進进 諮咨 詢询 來来 電电 棄弃 斷断 線线 機机 辦办 題题 標标 種种 預预 計计 規规 達达 稱称 臺台 戶户 顧顾 約约 備备 註注 聯联 絡络
  轉转 務务 專专 區区 製制 給给 顯显 統统 問问 與与 發发 動动 場场 觀观 補补 課课 識识 離离 優优 階阶 節节 點点 總总 訪访 談谈 權权
  係系 樣样 續续 淨净 實实 際际 損损 頻频 業业 產产 銷销 額额 請请 導导 側侧 撥拨 讀读 錄录 從从 領领 費费 覆复 復复 現现 無无
  內内 個个 級级 檔档 終终 資资 訊讯 聽听 編编 鐘钟 記记 暱昵 賬账 帳账 碼码 掛挂 經经 負负 責责 歷历 評评 價价 滿满 郵邮 網网 頁页
  賓宾 飛飞 鴿鸽 齒齿`
const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  TRADITIONAL.trim()
    .split(/\s+/)
    .map(([traditional, simplified]) => [traditional!, simplified!] as const),
)

/**
 * A header without what systems spell differently: `Created At`, `created_at`, `createdAt` and `CREATED-AT` are
 * `created at`; `會話時長（秒）` is `会话时长 秒`.
 */
export const headerKey = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[一-鿿]/g, (character) => SIMPLIFIED.get(character) ?? character)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Endings of headers that tell the unit of a duration. */
const UNITS: Readonly<Record<DurationUnit, string>> = {
  milliseconds: 'ms|msec|milliseconds?|毫秒',
  seconds: 's|secs?|seconds?|秒|秒钟',
  minutes: 'm|mins?|minutes?|分|分钟',
  hours: 'h|hrs?|hours?|小时',
}
const UNIT_ENDINGS = (Object.keys(UNITS) as DurationUnit[]).map(
  (unit) => [new RegExp(`^(.+?) (?:in )?(?:${UNITS[unit]})$`), unit] as const,
)
/** Endings that tell the zone of a column of times. */
const ZONE_ENDINGS = [
  [/^(.+?) (?:utc|gmt)$/, 'UTC'],
  [/^(.+?) (?:utc 8|gmt 8|utc 08 00|北京时间)$/, 'Asia/Shanghai'],
] as const

export interface HeaderParts {
  readonly name: string
  readonly unit?: DurationUnit
  readonly zone?: string
}

/** The unit or zone that the key of a header ends with, and the rest: `handle time (sec)`, `创建时间(北京时间)`. */
export function headerParts(key: string): HeaderParts {
  for (const [ending, unit] of UNIT_ENDINGS) {
    const name = ending.exec(key)?.[1]
    if (name !== undefined) return { name, unit }
  }
  for (const [ending, zone] of ZONE_ENDINGS) {
    const name = ending.exec(key)?.[1]
    if (name !== undefined) return { name, zone }
  }
  return { name: key }
}
