/** An adoption, or its rehearsal. */
import type { Api } from '../db/api.ts'
import type { Sql } from '../db/connect.ts'
import { type AdoptOptions, adoptionOf } from '../options.ts'
import type { Target } from './loop.ts'
import { type AdoptOutcome, runToReport } from './outcome.ts'

type Long = <T>(does: (api: Api, transaction: Sql) => Promise<T>) => Promise<T>

/** All of it by one session in one transaction, which is rolled back. */
const rehearse = (long: Long, how: AdoptOptions): Promise<AdoptOutcome> =>
  long(async (api, transaction) => {
    const run = await api.startAdoption(adoptionOf(how))
    let status = await api.step(run)
    while (status === 'worked' && how.stop?.soft.aborted !== true) {
      how.onProgress?.(await api.progress(run))
      status = await api.step(run)
    }
    const report = await api.report(run)
    const causes = await api.adoptionCauses(run)
    await transaction.unsafe('rollback')
    await transaction.unsafe('begin')
    return { ...report, dry_run: true, ending: status === 'completed' ? status : 'stopped', causes }
  })

/** Takes target rows into the ledgers. */
export const adopt = async (
  target: Target,
  long: Long,
  how: AdoptOptions,
): Promise<AdoptOutcome> => {
  await target.ready()
  if (how.dryRun) return rehearse(long, how)
  const adoption = adoptionOf(how)
  const outcome = await runToReport(
    target,
    { begin: (api) => api.startAdoption(adoption), isResumed: true },
    how,
  )
  return { ...outcome, causes: await long((api) => api.adoptionCauses(BigInt(outcome.run))) }
}
