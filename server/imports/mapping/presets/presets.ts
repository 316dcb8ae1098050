import type { ImportPreset } from '../import-preset.ts'
import { dongdong } from './dongdong.ts'
import { feige } from './feige.ts'
import { freshdesk } from './freshdesk.ts'
import { intercom } from './intercom.ts'
import { pinduoduo } from './pinduoduo.ts'
import { qianniu } from './qianniu.ts'
import { qidian } from './qidian.ts'
import { qiyu } from './qiyu.ts'
import { sobot } from './sobot.ts'
import { udesk } from './udesk.ts'
import { zendesk, zendeskCsv } from './zendesk.ts'

/** Systems whose exports are known, the verified ones first. */
export const PRESETS: readonly ImportPreset[] = [
  ...[zendesk, zendeskCsv, freshdesk, intercom, qiyu, qidian],
  ...[qianniu, feige, pinduoduo, dongdong, udesk, sobot],
]
