/** What only the runner can check: are the live functions those of the files of this package? */
import type { Api } from './api.ts'
import type { Finding } from './shapes.ts'
import { installation, packageVersion } from './sources.ts'

const REMEDY = 'lockstep deploy'

const versionFindings = async (api: Api): Promise<readonly Finding[]> => {
  const installed = await api.installed()
  const version = packageVersion()
  if (installed?.filesHash === installation().hash) return []
  const detail =
    installed?.version === version
      ? `version ${version} is installed, but from other files than this package has`
      : `version ${installed?.version ?? 'unknown'} is installed, this package is ${version}`
  return [
    {
      check: 'version',
      level: 'warning',
      entity: null,
      detail,
      remedy: REMEDY,
      key: `version:${version}`,
    },
  ]
}

const HOW = { changed: 'was changed', missing: 'is missing', added: 'was added' } as const

const functionFindings = async (api: Api): Promise<readonly Finding[]> =>
  (await api.changedFunctions()).map(({ signature, change }) => ({
    check: 'changed_function',
    level: 'error',
    entity: null,
    detail: `${signature} ${HOW[change]} since the last deploy`,
    remedy: REMEDY,
    key: `changed_function:${signature}`,
  }))

/** All findings about the installation, the database's own last. Empty is healthy. */
export const examine = async (api: Api): Promise<readonly Finding[]> => [
  ...(await versionFindings(api)),
  ...(await functionFindings(api)),
  ...(await api.doctor()),
]
