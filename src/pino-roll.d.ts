declare module 'pino-roll' {
  import type { destination } from 'pino'

  /** What of it is used here; it brings no types of its own. */
  export interface RollOptions {
    readonly file: string
    readonly extension: string
    readonly frequency: 'daily'
    readonly dateFormat: string
    readonly size: string
    readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean }
    readonly mkdir: boolean
    readonly sync: boolean
  }
  // biome-ignore lint/style/noDefaultExport: that is how it is exported
  export default function roll(options: RollOptions): Promise<ReturnType<typeof destination>>
}
