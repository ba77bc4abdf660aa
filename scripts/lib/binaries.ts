/** Where the server programs come from: npm packages, or Debian's. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** `embedded`: from npm, any major in scripts/servers/package.json. `debian`: an installed package, with pg_cron and plpgsql_check. */
export type Flavour = 'embedded' | 'debian'

/** Extensions that Debian packages as plain SQL, so that any server can have them. */
const SQL_ONLY = ['pgtap']

const debianBin = (major: number) => `/usr/lib/postgresql/${major}/bin`
const debianExtensions = '/usr/share/postgresql/15/extension'

/** Is Debian's server of that major installed here? */
export const hasDebian = (major: number) => existsSync(join(debianBin(major), 'postgres'))

/** Is that loadable module part of Debian's server of that major? */
export const hasDebianModule = (major: number, module: string) =>
  existsSync(`/usr/lib/postgresql/${major}/lib/${module}.so`)

/** The folder `native` of the npm package with one major for this machine: see scripts/servers. */
const embeddedNative = (major: number) => {
  const name = `postgres-${major}-${platform()}-${arch()}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Error(`no PostgreSQL ${major} for this machine: npm package ${name} is not installed`)
  }
}

/**
 * npm packages hold no symbolic links: the package makes them when it is installed, unless npm was
 * told to run no scripts. Makes those that are missing.
 */
const mendLinks = (native: string) => {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (!existsSync(path)) symlinkSync(basename(source), path)
  }
}

const addSqlExtensions = (native: string) => {
  if (!existsSync(debianExtensions)) return
  const wanted = (file: string) => SQL_ONLY.some((name) => file.startsWith(name))
  for (const file of readdirSync(debianExtensions).filter(wanted)) {
    cpSync(join(debianExtensions, file), join(native, 'share/postgresql/extension', file))
  }
}

/**
 * The folder with `initdb` and `postgres`. npm's programs are copied into `home` (some 60 MB), where
 * the server's account can reach them wherever this repository stands.
 */
export const binFolder = (major: number, flavour: Flavour, home: string): string => {
  if (flavour === 'debian') {
    if (!hasDebian(major)) throw new Error(`Debian's postgresql-${major} is not installed`)
    return debianBin(major)
  }
  const native = join(home, 'pg', 'native')
  mkdirSync(dirname(native), { recursive: true })
  cpSync(embeddedNative(major), native, { recursive: true, verbatimSymlinks: true })
  mendLinks(native)
  addSqlExtensions(native)
  return join(native, 'bin')
}
