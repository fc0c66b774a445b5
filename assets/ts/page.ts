// The few words that all modules share.

/** Where an event came from, or the nearest ancestor of it that matches. */
export function from<E extends HTMLElement = HTMLElement>(event: Event, selector: string): E | null {
  return event.target instanceof Element ? event.target.closest<E>(selector) : null;
}

/** A click that is meant for this page: not one that opens a tab or saves a file. */
export function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

/** Runs once when the page stands, and after every exchange of a part. */
export function whenever(run: (root: ParentNode) => void): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => run(document), { once: true });
  else run(document);
  document.addEventListener("htmx:after:swap", () => run(document));
}

/** The language of the page, for figures and times that the browser writes. */
export function language(): string {
  return document.documentElement.lang || "en";
}
