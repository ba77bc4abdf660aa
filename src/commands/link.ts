/** `lockstep link create|check|import|drop|list` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { ImportedTable, Link } from '../db/shapes.ts'
import type { Output } from '../output.ts'
import { type Column, counted, table } from '../table.ts'
import { collect, examples } from './arguments.ts'
import { showFindings } from './findings.ts'

const tableColumns: readonly Column<ImportedTable>[] = [
  { title: 'source', value: ({ remoteSchema, remoteTable }) => `${remoteSchema}.${remoteTable}` },
  { title: 'linked as', value: ({ localTable }) => localTable ?? '' },
  { title: 'kind', value: ({ kind }) => kind },
  { title: 'change', value: ({ change }) => change },
  { title: 'reason', value: ({ reason }) => reason ?? '' },
]

const linkColumns: readonly Column<Link>[] = [
  { title: 'link', value: ({ name }) => name },
  { title: 'schema here', value: ({ localSchema }) => localSchema },
  { title: 'schemas there', value: ({ remoteSchemas }) => remoteSchemas.join(', ') },
  { title: 'imported', value: ({ importedAt }) => importedAt?.slice(0, 19) ?? 'never' },
]

const showTables = (out: Output, link: string, tables: readonly ImportedTable[]): void => {
  const left = tables.filter(({ change }) => change === 'not linked').length
  const linked = tables.filter(({ change }) => /^(created|changed|unchanged)$/.test(change)).length
  const verdict = out.good(
    `link ${link}: ${counted(linked, 'table')} linked${left > 0 ? `, ${left} not` : ''}`,
  )
  out.result({ link, tables }, [table(tableColumns, tables), verdict].join('\n'))
}

interface CreateFlags {
  readonly sourceUrl?: string
  readonly schema?: readonly string[]
  readonly localSchema: string
}

const addCreate = (link: Command, context: () => Context) => {
  const command = link
    .command('create')
    .description("link a source database; the target's server must be able to reach its host")
    .argument('[link]', 'what to call it', 'legacy')
    .option('--source-url <url>', 'source database (default: LOCKSTEP_SOURCE_URL)')
    .option('--schema <schema>', 'schema of the source, may be repeated (default: public)', collect)
    .option('--local-schema <schema>', 'schema for the linked tables', 'legacy')
    .action(async (name: string, { sourceUrl, schema, localSchema }: CreateFlags) => {
      const { lockstep, out } = context()
      const tables = await lockstep.link.create(name, { sourceUrl, schemas: schema, localSchema })
      showTables(out, name, tables)
      out.next('lockstep entity load DIR', 'load the mapping')
    })
  examples(
    command,
    'lockstep link create',
    'lockstep link create erp --schema sales --schema stock --local-schema erp',
  )
}

const addRest = (link: Command, context: () => Context) => {
  link
    .command('import')
    .description('link the tables again as the source has them now')
    .argument('[link]', 'which link', 'legacy')
    .action(async (name: string) => {
      const { lockstep, out } = context()
      showTables(out, name, await lockstep.link.import(name))
      out.next(`lockstep link check ${name}`)
    })
  link
    .command('check')
    .description('check a link: reachable, read-only, unchanged tables')
    .argument('[link]', 'which link', 'legacy')
    .action(async (name: string) => {
      const { lockstep, out } = context()
      showFindings(context(), await lockstep.link.check(name), `link ${name} is healthy`)
      out.next('lockstep entity check')
    })
  link
    .command('password')
    .description('log in at the source with another user or password')
    .argument('[link]', 'which link', 'legacy')
    .option('--source-url <url>', 'URL that holds them (default: LOCKSTEP_SOURCE_URL)')
    .action(async (name: string, { sourceUrl }: { sourceUrl?: string }) => {
      const { lockstep, out } = context()
      await lockstep.link.password(name, sourceUrl)
      out.result({ link: name, change: 'changed' }, out.good(`link ${name} has new credentials`))
      out.next(`lockstep link check ${name}`)
    })
  link
    .command('drop')
    .description('remove a link that no entity uses')
    .argument('<link>', 'which link')
    .action(async (name: string) => {
      const { lockstep, out } = context()
      await lockstep.link.drop(name)
      out.result({ link: name, change: 'dropped' }, out.good(`link ${name} is dropped`))
      out.next('lockstep link list')
    })
  link
    .command('list')
    .description('all links')
    .action(async () => {
      const { lockstep, out } = context()
      const links = await lockstep.link.list()
      out.result({ links }, links.length > 0 ? table(linkColumns, links) : 'no link yet')
      out.next(links[0] ? `lockstep link check ${links[0].name}` : 'lockstep link create')
    })
}

/** Adds the commands. */
export const addLink = (program: Command, context: () => Context): void => {
  const link = program.command('link').description('source databases')
  addCreate(link, context)
  addRest(link, context)
}
