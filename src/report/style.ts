/** The look of a page: light, dark and on paper. Okabe and Ito's colours, which everybody can tell apart. */

const LIGHT = `
    --paper: #ffffff; --ink: #1a1a1a; --line: #cccccc; --soft: #f4f4f4;
    --good: #00664a; --bad: #9c3500; --link: #00558a; --calm: #dedede; --blue: #0072b2;`

const DARK = `
    --paper: #121212; --ink: #ececec; --line: #4a4a4a; --soft: #1e1e1e;
    --good: #5fd6ae; --bad: #ffa066; --link: #86c9f7; --calm: #3d3d3d; --blue: #3a97d6;`

export const STYLE = `
  :root { color-scheme: light dark;${LIGHT}
    --sky: #56b4e9; --green: #009e73; --red: #d55e00; --orange: #e69f00;
    --purple: #cc79a7; --yellow: #f0e442; --grey: #999999; --hatch: rgba(0, 0, 0, 0.6);
  }
  @media (prefers-color-scheme: dark) { :root {${DARK} } }
  body { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; background: var(--paper);
    color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  h1 { margin: 0 0 0.5rem; font-size: 1.7rem; line-height: 1.2; }
  h2 { margin: 2.5rem 0 0.75rem; font-size: 1.25rem; }
  a { color: var(--link); }
  nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
  .verdict { margin: 0 0 1rem; padding: 0.6rem 0.9rem; border-left: 0.4rem solid; background: var(--soft); font-size: 1.1rem; }
  .good { border-color: var(--good); } .bad { border-color: var(--bad); }
  .good .mark { color: var(--good); } .bad .mark { color: var(--bad); }
  dl { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 0; }
  dt { font-size: 0.85rem; } dd { margin: 0; font-weight: 600; }
  figure { margin: 0 0 1rem; } figcaption { margin-top: 0.25rem; font-size: 0.9rem; }
  figure svg { display: block; width: 100%; max-width: 760px; min-width: 36rem; height: auto; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
  caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  th, td { padding: 0.25rem 0.7rem 0.25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
  thead th { vertical-align: bottom; } thead .number { white-space: normal; } tbody th { font-weight: 600; }
  .number { text-align: right; white-space: nowrap; }
  td code { font-size: 0.85rem; overflow-wrap: break-word; }
  summary { cursor: pointer; }
  footer { margin-top: 3rem; padding-top: 0.75rem; border-top: 1px solid var(--line); font-size: 0.85rem; }
  @media print {
    :root { color-scheme: light;${LIGHT} }
    @page { margin: 15mm; }
    body { max-width: none; padding: 0; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    nav { display: none; }
    h2 { break-after: avoid; } figure, tr, .verdict { break-inside: avoid; }
    .scroll { overflow: visible; } figure svg { min-width: 0; }
    table { font-size: 8pt; } thead { display: table-header-group; }
    details:not([open]) { display: none; }
  }
`
