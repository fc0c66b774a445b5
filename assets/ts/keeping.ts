// The last copy of the run sheet stays on the device for the cellar, until whoever it is for signs out.
import { forgetDrafts } from "./draft-shelf";
import { from, whenever } from "./page";

const SHELF = "kundig-run-sheet";
const SHEET = /^\/sessions\/[0-9a-f-]{36}\/attendance$/;

/** Lets the worker of the run sheet keep this page with all that belongs to it. */
export async function keepPage(): Promise<void> {
  if (!("serviceWorker" in navigator) || !SHEET.test(location.pathname)) return;
  // Fonts come last.
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  try {
    // Before the worker is there nobody has kept what the page was loaded from.
    const page = navigator.serviceWorker.controller ? null : location.href.split("#")[0];
    await navigator.serviceWorker.register("/sessions/run-sheet.js", { scope: "/sessions/" });
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const named = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>("link[href], script[src]")].map((one) => ("src" in one ? one.src : one.href));
    const assets = [...new Set([...loaded, ...named])].filter((address) => address.startsWith(`${location.origin}/assets/`)).map((address) => address.split("#")[0]);
    const parts = [...document.querySelectorAll<HTMLAnchorElement>('a[href*="/attendance?part="]')].map((one) => one.href);
    active?.postMessage({ page, parts, assets: [...new Set(assets)] });
  } catch {
    // Without a worker the list works as before; only loading it again needs a network.
  }
}

async function forget(): Promise<void> {
  if ("caches" in window) await caches.delete(SHELF);
}

document.addEventListener("submit", (event) => {
  if (!from(event, 'form[action="/sign-in/end"]')) return;
  forgetDrafts();
  void forget();
});

// Whoever sees the way in is not signed in any more, whichever way that came.
whenever(() => {
  if (document.querySelector('form[action^="/sign-in"]:not([action="/sign-in/end"])')) void forget();
});
