// The address of the page as something to compute with, and links that change it without asking
// the server for another page. Every view has an address; what is chosen on it stands in the query.
import { computed, signal } from "@preact/signals";
import { isLanguage, language } from "../language/language.ts";
import { target, type Parameters } from "../api/client.ts";

const here = signal(location.pathname + location.search);

export const path = computed(() => new URL(here.value, location.origin).pathname);
export const query = computed(() => new URL(here.value, location.origin).searchParams);

// An address of this application. A language that stands in the address of the page stays in it.
export function href(to: string, parameters: Parameters = {}): string {
  const named = isLanguage(query.value.get("lang")) ? { lang: language.value } : {};
  return target(to, { ...parameters, ...named });
}

export function go(to: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", to);
  else history.replaceState(null, "", to);
  here.value = location.pathname + location.search;
}

// Changes the query of the page; what is null or empty goes out of it.
export function change(parameters: Parameters, how: "push" | "replace" = "replace"): void {
  const kept = Object.fromEntries(query.value);
  go(target(path.value, { ...kept, ...parameters }), how);
}

// Whether a click means "here, now" and not a new tab, a download or another site.
function isPlain(event: MouseEvent, link: HTMLAnchorElement): boolean {
  return (
    event.button === 0 &&
    !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) &&
    !event.defaultPrevented &&
    link.origin === location.origin &&
    (link.target === "" || link.target === "_self") &&
    !link.hasAttribute("download")
  );
}

// Follows links to pages that `owns` without leaving the application.
export function follow(owns: (path: string) => boolean): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href]");
    if (!(link instanceof HTMLAnchorElement) || !isPlain(event, link)) return;
    if (!owns(link.pathname)) return;
    if (link.pathname === location.pathname && link.hash !== "") return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
    window.scrollTo(0, 0);
  });
  addEventListener("popstate", () => {
    here.value = location.pathname + location.search;
  });
}
