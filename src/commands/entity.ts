/** `lockstep entity load|list|show|check|adopt|drop` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { LoadedEntity } from '../db/mapping.ts'
import type { Entity, Finding } from '../db/shapes.ts'
import { LockstepError } from '../errors.ts'
import { type Column, counted, table } from '../table.ts'
import { addAdopt } from './adopt.ts'
import { addGroups, type ChoiceFlags, examples } from './arguments.ts'
import { showFindings } from './findings.ts'

const loadedColumns: readonly Column<LoadedEntity>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'change', value: ({ change }) => change },
  { title: 'file', value: ({ file }) => file ?? '' },
]

const entityColumns: readonly Column<Entity>[] = [
  { title: 'entity', value: ({ name }) => name },
  { title: 'target', value: ({ target }) => target },
  { title: 'source key', value: ({ sourceKey }) => sourceKey.join(', ') },
  { title: 'target key', value: ({ targetKey }) => targetKey.join(', ') },
  { title: 'strategy', value: ({ keyStrategy }) => keyStrategy },
  { title: 'complete', value: ({ isComplete }) => (isComplete ? 'yes' : 'no') },
]

const entityText = (entity: Entity): string => {
  const lines: readonly (readonly [string, string])[] = [
    ['entity', entity.name],
    ['description', entity.description ?? ''],
    ['source', entity.source],
    ['source key', entity.sourceKey.join(', ')],
    ['target', entity.target],
    ['target key', `${entity.targetKey.join(', ')} (${entity.keyStrategy})`],
    ['watermark', entity.watermark ?? ''],
    ['on delete', entity.onDelete],
    ['on drift', entity.onDrift],
    ['batch rows', `${entity.batchRows}`],
    ['domain', entity.domain ?? ''],
    ['set aside', entity.setAside.join(', ')],
    ...Object.entries(entity.columns).map(([name, sql]) => [`  ${name}`, sql] as const),
    ...Object.entries(entity.refs).map(
      ([name, ref]) => [`  ${name}`, JSON.stringify(ref)] as const,
    ),
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  return lines
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name.padEnd(width)}   ${value}`)
    .join('\n')
}

const named = (entities: readonly Entity[], name: string): Entity => {
  const entity = entities.find((candidate) => candidate.name === name)
  if (entity) return entity
  throw new LockstepError('LSK15', `entity '${name}' is not defined`, {
    hint: 'List those that are: lockstep entity list',
  })
}

const addLoad = (entity: Command, context: () => Context) => {
  const command = entity
    .command('load')
    .description('run all *.sql files of a folder in one transaction')
    .argument('<dir>', 'folder of the mapping')
    .action(async (folder: string) => {
      const { lockstep, out } = context()
      const entities = await lockstep.entity.load(folder)
      const changed = entities.filter(({ change }) => change !== 'unchanged').length
      const verdict = out.good(
        `${counted(entities.length, 'entity', 'entities')}, ${changed} new or changed`,
      )
      out.result({ entities }, [table(loadedColumns, entities), verdict].join('\n'))
      out.next('lockstep entity check', 'pushdown, parity, indexes, target rules')
    })
  examples(command, 'lockstep entity load db/mapping')
}

const domainColumn: Column<Entity> = { title: 'domain', value: ({ domain }) => domain ?? '' }

const listText = (entities: readonly Entity[]): string => {
  if (entities.length === 0) return 'no entity yet'
  const hasDomains = entities.some(({ domain }) => domain !== null)
  return table(hasDomains ? [...entityColumns, domainColumn] : entityColumns, entities)
}

const addList = (entity: Command, context: () => Context) => {
  const command = entity
    .command('list')
    .description('all mappings, or those of a group')
    .action(async ({ group }: ChoiceFlags) => {
      const { lockstep, out } = context()
      const chosen = group && (await lockstep.group.entities(group))
      const all = await lockstep.entity.list()
      const entities = all.filter(({ name }) => chosen?.includes(name) ?? true)
      out.result({ entities }, listText(entities))
      out.next(entities.length > 0 ? 'lockstep sync --dry-run' : 'lockstep entity load DIR')
    })
  addGroups(command)
}

/** Those that are named, and those of groups; all if there are none. */
const wantedNames = async (
  { lockstep }: Context,
  names: readonly string[],
  { group }: ChoiceFlags,
): Promise<readonly string[]> => {
  if (group) return [...new Set([...names, ...(await lockstep.group.entities(group))])]
  return names.length > 0 ? names : (await lockstep.entity.list()).map(({ name }) => name)
}

const addEntityCheck = (entity: Command, context: () => Context) => {
  const command = entity
    .command('check')
    .description('pushdown, parity, indexes, target rules. Exit code 1 with findings')
    .argument('[entities...]', 'which (default: all)')
    .action(async (names: string[], flags: ChoiceFlags) => {
      const { lockstep, out } = context()
      const chosen = await wantedNames(context(), names, flags)
      const findings: Finding[] = []
      for (const name of chosen) findings.push(...(await lockstep.entity.check(name)))
      showFindings(
        context(),
        findings,
        `${counted(chosen.length, 'entity', 'entities')} checked, nothing found`,
      )
      out.next('lockstep sync --dry-run', 'see what a sync would do')
    })
  addGroups(command)
}

const addRest = (entity: Command, context: () => Context) => {
  entity
    .command('show')
    .description('one mapping in full')
    .argument('<entity>')
    .action(async (name: string) => {
      const { lockstep, out } = context()
      const found = named(await lockstep.entity.list(), name)
      out.result(found, entityText(found))
      out.next(`lockstep entity check ${name}`)
    })
  entity
    .command('drop')
    .description('remove a mapping and its ledger; target rows stay')
    .argument('<entity>')
    .action(async (name: string) => {
      const { lockstep, out } = context()
      await lockstep.entity.drop(name)
      out.result({ entity: name, change: 'dropped' }, out.good(`entity ${name} is dropped`))
      out.next('lockstep entity list')
    })
}

/** Adds the commands. */
export const addEntity = (program: Command, context: () => Context): void => {
  const entity = program.command('entity').description('mappings')
  addLoad(entity, context)
  addAdopt(entity, context)
  addList(entity, context)
  addEntityCheck(entity, context)
  addRest(entity, context)
}
