/** What every page carries: its style, and the search. */
import { html } from './html.ts';

export const pageStyle = html`<style>
:root{color-scheme:light dark;--ground:#fff;--text:#1b1b1f;--soft:#585862;--line:#d5d5dc;--card:#f6f6f8;--good:#14632f;--changed:#7a4d00;--bad:#a3182a;--accent:#7a5a00;--bar:#2f7d4a}
@media (prefers-color-scheme:dark){:root{--ground:#131316;--text:#ececf1;--soft:#b3b3be;--line:#3a3a43;--card:#1e1e23;--good:#7fd79b;--changed:#f0c36b;--bad:#ff9a9f;--accent:#f2cf6b;--bar:#5cbf80}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.3rem;margin:2rem 0 .5rem}
h3{font-size:1.1rem;margin:1.5rem 0 .5rem}
h4{font-size:1rem;margin:1rem 0 .25rem}
.category h4{margin-top:0}
summary h2{display:inline}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
main:focus{outline:none}
.verdict{font-size:1.15rem;font-weight:600;border-left:.35rem solid;padding:.25rem .75rem;margin:.75rem 0}
.good{color:var(--good)}.changed{color:var(--changed)}.bad{color:var(--bad)}
dl{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:0 0 1rem}
dl div{display:flex;gap:.5rem}
dt{color:var(--soft)}
dd{margin:0}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
input{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--soft);border-radius:.4rem;padding:.4rem .6rem;flex:1 1 14rem;max-width:28rem;min-width:0}
.source,.tally,.detail,footer{color:var(--soft)}
.wide{overflow-x:auto}
table{border-collapse:collapse;overflow-wrap:normal}
td{white-space:nowrap}
@media (max-width:32rem){td .bar{width:2.5rem}}
th,td{text-align:right;padding:.2rem .75rem .2rem 0;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
th[scope=row],th:first-child{text-align:left;font-weight:400}
.bar{display:inline-block;width:6rem;height:.6rem;border:1px solid var(--soft);border-radius:.3rem;overflow:hidden;vertical-align:middle}
.bar span{display:block;height:100%;background:var(--bar);print-color-adjust:exact}
.categories{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));gap:1rem}
.category{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.75rem 1rem}
.category p{margin:0 0 .5rem;font-size:.875rem}
.category ul,.diff{list-style:none;margin:0;padding:0}
.nomination{padding:.3rem 0;border-top:1px solid var(--line)}
.won{font-weight:600}
.tag{font-size:.8rem;font-weight:600;border:1px solid;border-radius:.3rem;padding:0 .3rem;white-space:nowrap}
.winner{color:var(--accent)}.pending,.update .tag,.extra .tag{color:var(--changed)}.add .tag{color:var(--good)}.remove .tag{color:var(--bad)}
.detail{font-weight:400}
.diff>li{padding:.15rem 0}
.error{border-left:.35rem solid var(--bad);padding:.1rem 1rem;background:var(--card)}
del{color:var(--bad)}ins{color:var(--good)}
[hidden]{display:none!important}
@media print{form,.skip{display:none}body{max-width:none;font-size:10pt}.category{break-inside:avoid}}
</style>`;

/** Words may be typed in any order, and without marks; everything that has all of them stays. */
export const pageScript = html`<script>
const plain=(text)=>text.normalize('NFD').replace(/\\p{M}/gu,'').toLowerCase();
const field=document.getElementById('search'),found=document.getElementById('found');
const items=[...document.querySelectorAll('main li')].filter((item)=>!item.parentElement.closest('li')).map((item)=>{
const heading=item.closest('.category')?.querySelector('h4');
return {item,text:plain((heading?heading.textContent+' ':'')+item.textContent)};});
const folds=[...document.querySelectorAll('details')];
document.querySelector('form').addEventListener('submit',(event)=>event.preventDefault());
field.addEventListener('input',()=>{
const words=plain(field.value).split(/\\s+/).filter(Boolean);
let count=0;
for(const {item,text} of items){const fits=words.every((word)=>text.includes(word));item.hidden=!fits;if(fits)count++;}
for(const block of document.querySelectorAll('.category'))block.hidden=!block.querySelector('li:not([hidden])');
if(words.length)for(const fold of folds)fold.open=Boolean(fold.querySelector('li:not([hidden])'));
found.textContent=words.length?count+' found':'';
});
addEventListener('beforeprint',()=>{for(const fold of folds)fold.open=true;});
</script>`;
