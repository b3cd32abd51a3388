#include "api/page.hpp"

#include <utility>

#include "api/negotiation.hpp"

namespace concordat::api {
namespace {

// Logical properties throughout, so that right-to-left pages need no second sheet; colours carry no
// meaning of their own, every mark has its word beside it.
constexpr const char kStyle[] = R"(:root{color-scheme:light dark;--ink:#1b2430;--soft:#5a6676;
--line:#d8dee6;--ground:#f6f8fa;--card:#fff;--link:#0b57b0;--good:#156b3a;--warn:#8a5a00;
--bad:#a3212b;--open:#4a4f9c}
@media(prefers-color-scheme:dark){:root{--ink:#e7ecf2;--soft:#a3afbd;--line:#333d49;
--ground:#12171d;--card:#1a2129;--link:#7fb6ff;--good:#6fcf97;--warn:#f0b95a;
--bad:#ff8a8a;--open:#b0b4ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
header,main,footer{max-inline-size:52rem;margin-inline:auto;padding-inline:1.25rem}
header{padding-block:1.25rem;font-weight:600}
header a{color:inherit;text-decoration:none}
footer{padding-block:1.5rem;color:var(--soft);font-size:.875rem;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25;margin-block:0 .75rem;overflow-wrap:anywhere}
h2{font-size:1.125rem;margin-block:1.75rem .5rem}
h3{font-size:1rem;margin-block:1rem .25rem}
a{color:var(--link)}
section,form{background:var(--card);border:1px solid var(--line);border-radius:.5rem;
padding:1rem 1.25rem;margin-block:1rem}
section>:first-child{margin-block-start:0}
form{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end}
label{display:grid;gap:.25rem;font-size:.875rem;color:var(--soft)}
input,button{font:inherit;padding:.45rem .6rem;border:1px solid var(--line);border-radius:.375rem;
background:var(--ground);color:var(--ink)}
button{background:var(--link);color:var(--card);border-color:var(--link);cursor:pointer}
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
ul,ol{padding-inline-start:1.25rem;margin-block:.5rem}li{margin-block:.25rem}
.verdict{font-size:1.375rem;font-weight:700;margin-block:0}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}.open{color:var(--open)}
.mark{font-weight:700;margin-inline-end:.35rem}
.leg{color:var(--soft);font-size:.875rem;margin-inline-start:.35rem}
code{font-size:.9em;overflow-wrap:anywhere}
table{border-collapse:collapse;inline-size:100%;margin-block:.5rem}
th,td{text-align:start;vertical-align:top;padding:.3rem .6rem .3rem 0;
border-block-end:1px solid var(--line);overflow-wrap:anywhere;font-weight:400}
thead th{color:var(--soft);font-size:.875rem;white-space:nowrap}tbody th{min-inline-size:8rem}
dd{grid-column:2}
.code{display:flex;gap:1rem;align-items:center;margin:1rem 0}
.code svg{inline-size:8rem;block-size:8rem;flex:none}
.code figcaption{font-size:.875rem;overflow-wrap:anywhere}
.closing{font-size:.875rem}
.across{position:fixed;inset:0;z-index:1;display:grid;place-items:center;overflow:hidden;
pointer-events:none}
.across span{transform:rotate(-28deg);padding:.1em .4em;border:.06em solid;border-radius:.1em;
color:var(--bad);opacity:.3;font-size:min(16vw,9rem);line-height:1.1;font-weight:800;
text-align:center;max-inline-size:100vw}
.across .long{font-size:min(9vw,6rem)}.across .longer{font-size:min(5.5vw,4rem)}
@page{margin:15mm 14mm}
@media print{:root{--ink:#000;--soft:#444;--line:#999;--ground:#fff;--card:#fff;--link:#000;
--good:#0b4d28;--warn:#6b4500;--bad:#8f1420;--open:#33377a}
body{font-size:10pt;line-height:1.4}
body>header,form,.screen{display:none}
header,main,footer{max-inline-size:none;padding-inline:0}
section{border:0;border-block-start:1px solid var(--line);border-radius:0;padding:.4rem 0;
margin-block:.6rem}
.status{border:2px solid var(--ink);padding:.5rem .75rem}
h1{font-size:16pt}h2{font-size:11pt;margin-block:0 .3rem}h1,h2,h3,dt{break-after:avoid}
tr,dd,.code,.status,.closing{break-inside:avoid}thead{display:table-header-group}
.code svg{inline-size:32mm;block-size:32mm}
a{text-decoration:none}.across span{font-size:72pt;print-color-adjust:exact;
-webkit-print-color-adjust:exact}.across .long{font-size:48pt}.across .longer{font-size:30pt}}
)";

}  // namespace

std::string word(const Voice& voice, std::string_view code, std::string_view otherwise) {
  if (voice.messages != nullptr) {
    std::string said = voice.messages->sentence(voice.language, code, {});
    if (said != code) return said;
  }
  return std::string(otherwise);
}

Html begin_page(const Voice& voice, std::string_view title) {
  Html page({.language = voice.language, .title = title, .style = kStyle});
  page.begin("header").link("/", "Concordat").end();
  page.begin("main");
  return page;
}

http::Response finish_page(Html page, const Voice& voice, Caching caching) {
  http::Response response =
      reply({.type = kHtml, .body = std::move(page).finish(), .caching = caching});
  response.fields.add("Content-Security-Policy", content_security_policy(kStyle));
  response.fields.add("Referrer-Policy", "no-referrer");
  response.fields.add("Content-Language", voice.language);
  response.fields.add("Vary", "Accept-Language");
  return response;
}

}  // namespace concordat::api
