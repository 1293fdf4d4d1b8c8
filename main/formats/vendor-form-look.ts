import { COLOURS } from './document-look.ts';

/** How an HTML form looks: the colours of our documents, a dark theme of its own, and a sheet for paper. */
export const FORM_STYLE = `
:root{color-scheme:light dark;--text:${COLOURS.text};--muted:${COLOURS.muted};--line:${COLOURS.line};--strong:#7b8792;--band:${COLOURS.band};
--page:#ffffff;--accent:${COLOURS.accent};--weak:${COLOURS.accentWeak};--end:#b3261e;--endweak:#fbe9e7;--ok:#1c7c4a;--near:#8a4b00}
@media (prefers-color-scheme:dark){:root{--text:#e6ebef;--muted:#a3afba;--line:#2c363f;--strong:#7b8792;--band:#1b2229;--page:#12181d;
--accent:#5cc3cb;--weak:#153538;--end:#ff8a80;--endweak:#3a1b19;--ok:#6fcf97;--near:#f0b45f}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 Inter,"Segoe UI",Calibri,Roboto,"Helvetica Neue",Arial,sans-serif}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--page);padding:8px;z-index:3}
.wrap{max-width:1120px;margin:0 auto;padding:24px 20px 80px}
h1{font-size:26px;line-height:1.25;margin:0 0 2px}h2{font-size:19px;margin:34px 0 4px}h3{font-size:15.5px;margin:0 0 4px}
.sub,.quiet{color:var(--muted)}.sub{font-size:17px;margin:0 0 14px}
dl{display:flex;flex-wrap:wrap;gap:8px 30px;margin:0 0 16px;padding:12px 16px;background:var(--band);border-radius:10px}
dl div{min-width:0}dt{color:var(--muted);font-size:13px}dd{margin:0;font-weight:600;overflow-wrap:anywhere}
details{margin:0 0 10px}summary{cursor:pointer;font-weight:600}ol{margin:6px 0 0;padding-left:22px}li{margin:2px 0}
.note{padding:10px 14px;border:1px solid var(--strong);border-radius:8px}
.bar{position:sticky;top:0;z-index:2;display:none;flex-wrap:wrap;gap:8px 14px;align-items:center;padding:10px 0;background:var(--page);border-bottom:1px solid var(--line)}
.is-live .bar{display:flex}
.bar progress{width:180px;height:10px;accent-color:var(--accent)}.bar .grow{flex:1 1 200px;min-width:0}
#keeping{font-size:13px;color:var(--muted)}#keeping.is-warning{color:var(--near);font-weight:600}
#said{flex-basis:100%;font-size:14px}#said:empty{display:none}
button{font:inherit;color:var(--text);background:var(--page);border:1px solid var(--strong);border-radius:8px;padding:5px 13px;cursor:pointer}
button:hover{background:var(--band)}
button.main{background:var(--accent);border-color:var(--accent);color:var(--page);font-weight:600}
button.link{border:0;padding:2px 4px;color:var(--muted);font-size:13px;text-decoration:underline;background:none}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.cols{display:grid;gap:28px;align-items:start}
nav{display:none}
@media (min-width:900px){.cols{grid-template-columns:230px minmax(0,1fr)}.is-live nav{display:block;position:sticky;top:72px;max-height:calc(100vh - 90px);overflow:auto;padding-top:34px}}
nav a{display:flex;gap:8px;padding:4px 8px;border-radius:6px;color:var(--text);text-decoration:none;font-size:13.5px;line-height:1.35}
nav a:hover{background:var(--band)}nav a span:first-child{flex:1}nav [data-count]{color:var(--muted);font-variant-numeric:tabular-nums}
nav a.is-done [data-count]{color:var(--ok);font-weight:600}
.q{border:1px solid var(--line);border-radius:10px;padding:14px 16px;margin:12px 0;scroll-margin-top:90px;min-width:0}
.q.is-wrong{border-color:var(--end);box-shadow:inset 4px 0 0 var(--end)}
.code{color:var(--muted);margin-right:7px}
.q p{margin:0 0 8px;max-width:78ch;overflow-wrap:anywhere}
.q h3{overflow-wrap:anywhere}
.hints{font-size:13.5px;color:var(--muted)}.hints ul{margin:2px 0 8px;padding-left:20px}
fieldset{border:0;margin:0 0 8px;padding:0;min-width:0;display:flex;flex-wrap:wrap;gap:6px 8px;align-items:center}
legend{font-size:13px;color:var(--muted);padding:0;margin-bottom:4px}
.choice{display:inline-flex;gap:7px;align-items:center;border:1px solid var(--strong);border-radius:8px;padding:5px 13px 5px 9px;cursor:pointer}
.choice:has(:checked){background:var(--weak);border-color:var(--accent);font-weight:600}
input[type=radio],input[type=checkbox]{accent-color:var(--accent);margin:0;width:16px;height:16px}
.field{display:block;font-size:13px;color:var(--muted);margin-top:6px}
input:not([type=radio]):not([type=checkbox]),textarea{display:block;width:100%;font:15px/1.45 inherit;font-family:inherit;color:var(--text);background:var(--page);border:1px solid var(--strong);border-radius:8px;padding:6px 10px}
input:not([type=radio]):not([type=checkbox]){width:200px}
input:disabled{opacity:.5}
textarea{resize:vertical;min-height:38px}
.two{display:grid;gap:0 16px}@media (min-width:700px){.two{grid-template-columns:1fr 1fr}}
/* Always one line high: what appears when a field is left must not move the next one away from under the pointer. */
.q .line{min-height:28px;line-height:28px;margin:0}
.wrong{color:var(--end);font-weight:600;background:var(--endweak);border-radius:6px;padding:3px 10px}
.open{font-size:13px;color:var(--muted)}
[hidden]{display:none!important}
@media print{:root{--text:#000;--muted:#333;--line:#999;--strong:#666;--band:#fff;--page:#fff;--weak:#eee;--accent:#000;color-scheme:light}
.bar,nav,.skip,button,.open{display:none!important}.cols{display:block}.wrap{max-width:none;padding:0}body{font-size:10.5pt}
.q{break-inside:avoid;page-break-inside:avoid}h2{break-after:avoid}.choice:has(:checked){outline:1.5pt solid #000}}
`;
