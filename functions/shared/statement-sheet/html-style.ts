/** The style of the page; relative sizes, so that a reader's own larger type is kept. */
export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 1.25rem/1.7 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 1.25rem 1.1rem 2.5rem; }
header { border-bottom: 3px solid #8c2f1b; margin-bottom: 1rem; padding-bottom: .6rem; }
h1 { margin: 0; color: #8c2f1b; font-size: 2.1rem; line-height: 1.3; }
h2 { margin: 0 0 .3rem; color: #8c2f1b; font-size: 1.35rem; line-height: 1.4; }
p { margin: 0 0 .9rem; }
ul { margin: 0 0 .6rem; padding-left: 1.3em; }
a { color: #0b4f8a; white-space: nowrap; }
.household { margin: 0; }
.place { color: #555; }
.box { background: #f6f1ea; border-radius: .4rem; padding: .8rem 1rem; }
.total { font-size: 1.4rem; font-weight: 700; }
section { margin-top: 1.4rem; }
.reminder { border: 2px solid #8c2f1b; border-radius: .4rem; padding: .8rem 1rem; }
.reminder p { margin: 0; }
.read-aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 0 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .45rem; border-bottom: 1px solid #b9b2a8; }
th { background: #f6f1ea; font-size: 1.05rem; white-space: nowrap; }
th:nth-child(1) { width: 13%; }
th:nth-child(2) { width: 24%; }
th:nth-child(3), th:nth-child(4) { width: 16.5%; }
th:nth-child(5) { width: 18.5%; }
td.status { white-space: nowrap; }
td.what { font-weight: 700; }
tr.granted td.status { font-weight: 700; }
tr.returned { color: #555; }
.label { display: none; }
@media screen and (max-width: 50rem) {
  table, tbody, tr, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border: 1px solid #b9b2a8; border-radius: .4rem; margin-bottom: .8rem; padding: .5rem .9rem; }
  td { display: flex; gap: .8rem; border: 0; padding: .12rem 0; white-space: normal; }
  .label { display: block; flex: 0 0 4.8em; color: #555; font-size: 1.05rem; font-weight: 400; line-height: 1.95; }
}
@media print {
  @page { size: A4; margin: 15mm; }
  body { font-size: 11.5pt; line-height: 1.5; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 22pt; }
  h2 { font-size: 13pt; }
  th { font-size: 10pt; }
  th, td { padding: .35rem .3rem; }
  .total { font-size: 13.5pt; }
  a { color: inherit; text-decoration: none; }
  thead { display: table-header-group; }
  tr, .box, .reminder { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;
