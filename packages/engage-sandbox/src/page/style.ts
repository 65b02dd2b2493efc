/** The page's style, for light and dark colour schemes. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1b1f24, #e8eaed);
  --soft: light-dark(#57606a, #a3abb5);
  --ground: light-dark(#f5f6f8, #15181c);
  --card: light-dark(#fff, #1e2227);
  --line: light-dark(#d5dae0, #363c44);
  --strong: light-dark(#0b5cad, #79b8ff);
  --good: light-dark(#166534, #86d99f);
  --bad: light-dark(#a4161a, #ff9a94);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
header { padding-bottom: 0; }
header p { margin: 0; color: var(--soft); }
h1 { font-size: 1.5rem; margin: 0; }
h1 small { color: var(--soft); font-size: .9rem; font-weight: 400; }
h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
* + h2 { margin-top: 1.25rem; }
h3 { font-size: .95rem; margin: 1rem 0 .25rem; }
main { display: grid; grid-template-columns: 2fr 1fr; gap: 1rem; align-items: start; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; min-width: 0; }
.wide { grid-column: 1 / -1; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin-bottom: .5rem; }
button, .button, select, input {
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft);
  border-radius: .35rem; padding: .3rem .6rem; min-height: 2.1rem; max-width: 100%;
}
button, .button { cursor: pointer; text-decoration: none; display: inline-block; }
button:hover, .button:hover { border-color: var(--strong); color: var(--strong); }
:focus-visible, .button:focus-within { outline: 2px solid var(--strong); outline-offset: 2px; }
.button input { position: absolute; opacity: 0; width: 1px; height: 1px; padding: 0; min-height: 0; }
.button { position: relative; }
label { display: block; color: var(--soft); }
label select, label input:not([type=file]) { display: block; color: var(--text); width: 100%; }
.button, label.button { color: var(--text); }
.forms { display: grid; grid-template-columns: 1fr 2fr; gap: 1rem; border-top: 1px solid var(--line); margin-top: 1rem; }
#add-offer { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; }
#add-offer h3, #add-offer p { grid-column: 1 / -1; }
form label { margin-bottom: .5rem; }
form p { margin: 0; color: var(--soft); font-size: .9rem; }
form button { justify-self: start; }
.lines { list-style: none; margin: 0; padding: 0; }
.lines li { display: flex; gap: .75rem; align-items: center; justify-content: space-between; padding: .25rem 0; }
code, pre { font: .87rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; background: var(--ground); padding: .5rem; margin: .25rem 0; border-radius: .35rem; max-height: 20rem; overflow: auto; }
article { border-top: 1px solid var(--line); padding: .75rem 0; }
article:first-child { border-top: 0; padding-top: 0; }
article header { padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; max-width: none; }
article h3 { margin: 0; overflow-wrap: anywhere; }
.id { color: var(--soft); overflow-wrap: anywhere; }
.assignment { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem 1rem; align-items: center; padding: .4rem 0; }
.assignment p { margin: 0; overflow-wrap: anywhere; }
.good { color: var(--good); }
.bad { color: var(--bad); }
#message { min-height: 1.5em; }
#message.bad { color: var(--bad); }
#calls { list-style: none; margin: 0; padding: 0; }
#calls > li { border-top: 1px solid var(--line); }
details p { margin: .25rem 0; }
summary { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr) auto; gap: .75rem; cursor: pointer; padding: .35rem 0; }
summary code { color: var(--text); }
@media (max-width: 48rem) {
  main, .forms, #add-offer { grid-template-columns: minmax(0, 1fr); }
  .assignment { grid-template-columns: minmax(0, 1fr); }
  summary { grid-template-columns: 4.5rem minmax(0, 1fr); }
  summary > :last-child { grid-column: 2; }
}
`
