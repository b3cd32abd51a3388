// A page gone through with the key Tab alone.
import type { Page } from "playwright-core";

interface Walk {
  controls: Element[];
  reached: Set<Element>;
  unseen: Set<Element>;
}
type Walking = Window & { walk: Walk };

// Notes what takes the focus, and whether one sees that it has it.
function begin(): number {
  const able =
    "a[href], button:not(:disabled), input:not(:disabled, [type=hidden]), select:not(:disabled), " +
    "textarea:not(:disabled), summary, [tabindex]";
  const inOrder = (element: Element): boolean =>
    (element as HTMLElement).tabIndex >= 0 &&
    element.checkVisibility({ visibilityProperty: true }) &&
    // Of radio buttons one stands in the order; the arrow keys reach the others.
    !(element instanceof HTMLInputElement && element.type === "radio" && !element.checked);
  const controls = [...document.querySelectorAll(able)].filter(inOrder);
  const reached = new Set<Element>();
  const unseen = new Set<Element>();
  const isMarked = (element: Element | null): boolean => {
    if (element === null) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  document.addEventListener("focusin", ({ target }) => {
    const element = target as Element;
    reached.add(element);
    if (!isMarked(element) && !isMarked(element.closest("label"))) unseen.add(element);
  });
  (document.activeElement as HTMLElement | null)?.blur();
  getSelection()?.removeAllRanges();
  (window as unknown as Walking).walk = { controls, reached, unseen };
  return controls.length;
}

function left(): number {
  const { controls, reached } = (window as unknown as Walking).walk;
  return controls.filter((control) => control.isConnected && !reached.has(control)).length;
}

function end(): string[] {
  const { controls, reached, unseen } = (window as unknown as Walking).walk;
  const told = (element: Element): string => element.outerHTML.slice(0, 160);
  return [
    ...controls
      .filter((control) => control.isConnected && !reached.has(control))
      .map((control) => `Tab does not reach ${told(control)}`),
    ...[...unseen].map((element) => `nobody sees that the focus is on ${told(element)}`),
  ];
}

const MOST_PRESSES = 600;
const AT_ONCE = 20;

export async function unreached(page: Page): Promise<string[]> {
  const count = await page.evaluate(begin);
  const most = Math.min(MOST_PRESSES, 2 * count + AT_ONCE);
  for (let pressed = 0; pressed < most; pressed += AT_ONCE) {
    for (let at = 0; at < AT_ONCE; ++at) await page.keyboard.press("Tab");
    if ((await page.evaluate(left)) === 0) break;
  }
  return page.evaluate(end);
}
