// Looks taken inside the page. Each function stands by itself: it runs in the browser.

// One heading of the first level, none that skips a level, one main landmark, a way to skip to it.
export function outline(): string[] {
  const found: string[] = [];
  const seen = [...document.querySelectorAll<HTMLElement>("h1, h2, h3, h4, h5, h6")].filter(
    (heading) => heading.checkVisibility(),
  );
  const levels = seen.map((heading) => Number(heading.tagName.slice(1)));
  const first = levels.filter((level) => level === 1).length;
  if (first !== 1) found.push(`${first} headings of the first level`);
  levels.forEach((level, at) => {
    const before = levels[at - 1] ?? 0;
    if (level > before + 1) found.push(`a heading skips a level: ${seen[at]?.textContent}`);
  });
  if (document.querySelectorAll("main").length !== 1) found.push("not one main landmark");
  const skip = document.querySelector<HTMLAnchorElement>("a.skip");
  const target = skip?.hash === undefined ? null : document.querySelector(skip.hash || "#");
  if (target?.tagName !== "MAIN") found.push("no link that skips to the content");
  if (document.title === "" || /undefined|null/.test(document.title)) found.push("no title");
  return found;
}

// Codes of messages that a reader sees where a text should stand.
export function codesShown(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode() !== null) {
    const text = walker.currentNode.nodeValue ?? "";
    const parent = walker.currentNode.parentElement;
    if (parent?.closest("script, style, code, pre, textarea") != null) continue;
    if (/\bweb(\.[a-z0-9-]+){1,}\b|\{\w+(, ?\w+)?/.test(text)) found.push(text.slice(0, 120));
  }
  return found;
}

// Numbers, hashes and dates that stand in a right-to-left line without a bidi isolate.
export function unisolated(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode() !== null) {
    const text = walker.currentNode.nodeValue ?? "";
    const parent = walker.currentNode.parentElement;
    if (!/[A-Z]{2,}[-/][A-Z0-9]+[-/]?\d{2,}|[0-9a-f]{16,}|\d{4}-\d{2}-\d{2}/.test(text)) continue;
    if (parent?.closest("bdi, code, pre, script, style, option, svg, [dir=ltr]") != null) continue;
    if (/\u2068[^\u2069]*\u2069/.test(text)) continue;
    // A text that is nothing but the number has no line around it to turn it.
    if (getComputedStyle(parent as Element).unicodeBidi.includes("isolate")) continue;
    if (getComputedStyle(parent as Element).unicodeBidi.includes("plaintext")) continue;
    found.push(text.slice(0, 120));
  }
  return found;
}

// What makes the order in which one sees things another than that of the keyboard and of a reader.
export function misordered(): string[] {
  const told = (element: Element): string => element.outerHTML.slice(0, 120);
  return [...document.querySelectorAll<HTMLElement>("body *")].flatMap((element) => {
    const { order, flexDirection } = getComputedStyle(element);
    if (element.tabIndex > 0) return [`a tabindex above 0: ${told(element)}`];
    if (order !== "0") return [`moved by its order: ${told(element)}`];
    return flexDirection.endsWith("reverse") ? [`in reverse: ${told(element)}`] : [];
  });
}

// What moves although less motion is asked for.
export function moving(): string[] {
  return document
    .getAnimations()
    .map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target : null))
    .map((element) => element?.outerHTML.slice(0, 120) ?? "something");
}
