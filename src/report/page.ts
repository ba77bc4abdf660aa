/** A page that needs nothing else: no network, no script. */
import type { Sheet } from './sheet.ts'
import { STYLE } from './style.ts'

/** Text as it stands in HTML. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** Text in which `**` stands around what matters most. */
export const emphasised = (text: string): string =>
  escaped(text).replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')

/** A table with a caption; the first cell of each row names the row. */
export const htmlTable = (caption: string, { columns, rows }: Sheet): string => {
  const classOf = (isNumber: boolean | undefined) => (isNumber ? ' class="number"' : '')
  const head = columns.map(
    ({ title, isNumber }) => `<th scope="col"${classOf(isNumber)}>${escaped(title)}</th>`,
  )
  const body = rows.map((cells) => {
    const line = columns.map(({ isNumber, isCode }, index) => {
      const text = emphasised(cells[index] ?? '')
      const content = isCode && text ? `<code>${text}</code>` : text
      return index === 0
        ? `<th scope="row"${classOf(isNumber)}>${content}</th>`
        : `<td${classOf(isNumber)}>${content}</td>`
    })
    return `<tr>${line.join('')}</tr>`
  })
  return `
    <div class="scroll" role="group" tabindex="0" aria-label="${escaped(caption)}"><table>
      <caption>${escaped(caption)}</caption>
      <thead><tr>${head.join('')}</tr></thead>
      <tbody>
        ${body.join('\n        ')}
      </tbody>
    </table></div>`
}

/** What a picture says to those who do not see it, and what stands below. */
export interface Words {
  readonly label: string
  readonly caption: string
}

/** A picture, without what only a script would use. */
export const htmlFigure = (id: string, svg: string, { label, caption }: Words): string => {
  const lean = svg
    .replace(/<style\b[\s\S]*?<\/style>/g, '')
    .replace(/ (?:ecmeta_\w+|pointer-events|class)="[^"]*"/g, '')
    .replace(
      /^<svg ([^>]*)>/,
      `<svg $1 role="img" aria-labelledby="${id}-title"><title id="${id}-title">${escaped(label)}</title>`,
    )
  return `
    <figure><div class="scroll">${lean}</div>
      <figcaption>${escaped(caption)}</figcaption></figure>`
}

/** What is there for those who want it. */
export const folded = (summary: string, content: string): string => `
    <details><summary>${escaped(summary)}</summary>${content}
    </details>`

/** A part of a page. */
export interface Block {
  readonly id: string
  readonly title: string
  readonly html: string
}

/** What a page says first. */
export interface Head {
  readonly title: string
  readonly isGood: boolean
  /** With `**` around what matters most. */
  readonly verdict: string
  readonly facts: readonly (readonly [name: string, value: string])[]
}

/** The whole page. Its policy forbids it to load or run anything. */
export const page = ({ title, isGood, verdict, facts }: Head, blocks: readonly Block[]): string => {
  const links = blocks.map(
    ({ id, title: name }) => `<li><a href="#${id}">${escaped(name)}</a></li>`,
  )
  const parts = blocks.map(
    ({ id, title: name, html }) => `
  <section aria-labelledby="${id}">
    <h2 id="${id}">${escaped(name)}</h2>${html}
  </section>`,
  )
  const list = facts.map(
    ([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(title)}</title>
  <style>${STYLE}</style>
</head>
<body>
<header>
  <h1>${escaped(title)}</h1>
  <p class="verdict ${isGood ? 'good' : 'bad'}"><span class="mark" aria-hidden="true">${isGood ? '✓' : '✗'}</span> ${emphasised(verdict)}</p>
  <dl>${list.join('')}</dl>
  <nav aria-label="Contents"><ul>${links.join('')}</ul></nav>
</header>
<main>${parts.join('')}
</main>
<footer>Counts, names and keys only: no report holds values of rows.</footer>
</body>
</html>`
}
