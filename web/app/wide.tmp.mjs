import { chromium } from "playwright-core";
const b = await chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox","--disable-gpu"]});
const p = await b.newPage({viewport:{width:320,height:640}});
p.on("response",r=>{ if(r.status()>=400) console.log(r.status(), r.url())});
for (const a of process.argv.slice(2)) {
  await p.goto("http://127.0.0.1:8401"+a); await p.waitForLoadState("networkidle"); await p.waitForTimeout(800);
  console.log(a, await p.evaluate(()=>{const w=document.documentElement.clientWidth; return [document.documentElement.scrollWidth, ...[...document.querySelectorAll("body *")].filter(e=>{const r=e.getBoundingClientRect(); return r.right>w+1||r.left<-1}).filter(e=>{for(let q=e.parentElement;q;q=q.parentElement){if(getComputedStyle(q).overflowX!=="visible")return false}return true}).slice(0,8).map(e=>e.outerHTML.slice(0,140)+" "+Math.round(e.getBoundingClientRect().left)+".."+Math.round(e.getBoundingClientRect().right))]}));
}
await b.close();
