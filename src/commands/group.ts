/** `lockstep group list|show|drop` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Group } from '../db/shapes.ts'
import { LockstepError } from '../errors.ts'
import { type Column, table } from '../table.ts'
import { examples } from './arguments.ts'

const groupColumns: readonly Column<Group>[] = [
  { title: 'group', value: ({ name }) => name },
  { title: 'kind', value: ({ kind }) => kind },
  { title: 'entities', value: ({ chosen }) => `${chosen.length}`, isNumber: true },
  { title: 'not defined', value: ({ missing }) => missing.join(', ') },
  { title: 'description', value: ({ description }) => description },
]

const groupText = ({ name, kind, description, groups, chosen, missing }: Group): string =>
  [
    [kind, name],
    ['description', description],
    ['groups', groups.join(', ')],
    ['entities', chosen.join(', ')],
    ['not defined', missing.join(', ')],
  ]
    .filter(([, value]) => value !== '')
    .map(([title = '', value = '']) => `${title.padEnd(11)}   ${value}`)
    .join('\n')

const named = (groups: readonly Group[], name: string): Group => {
  const group = groups.find((candidate) => candidate.name === name)
  if (group) return group
  throw new LockstepError('LSK26', `there is no group '${name}'`, {
    hint: 'List those that there are: lockstep group list',
  })
}

/** Adds the commands. */
export const addGroup = (program: Command, context: () => Context): void => {
  const group = program.command('group').description('names for some entities, and domains')
  group
    .command('list')
    .description('all groups and domains')
    .action(async () => {
      const { lockstep, out } = context()
      const groups = await lockstep.group.list()
      out.result({ groups }, table(groupColumns, groups))
      out.next('lockstep sync --group NAME')
    })
  const show = group
    .command('show')
    .description('what a group comes to')
    .argument('<group>')
    .action(async (name: string) => {
      const { lockstep, out } = context()
      const found = named(await lockstep.group.list(), name)
      out.result(found, groupText(found))
      out.next(`lockstep sync --group ${name}`)
    })
  examples(show, 'lockstep group show core')
  group
    .command('drop')
    .description('forget a group; its entities stay')
    .argument('<group>')
    .action(async (name: string) => {
      const { lockstep, out } = context()
      await lockstep.group.drop(name)
      out.result({ group: name, change: 'dropped' }, out.good(`group ${name} is dropped`))
      out.next('lockstep group list')
    })
}
