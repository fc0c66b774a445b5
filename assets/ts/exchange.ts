// Exchanging parts of a page. htmx is configured by the meta tag of the layout; nothing here or in the markup is evaluated, so the
// content policy stays strict. Answers of 4xx are swapped in by htmx itself, which brings a refused form back with its faults (422).
import htmx from "htmx.org";

/** A whole document: a redirect to another page, the way to sign in, or a page that says what went wrong. */
const WHOLE = /^\s*<!doctype html/i;

document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  const answer = ctx.response?.raw;
  if (!answer || !WHOLE.test(String(ctx.text ?? ""))) return;
  const refused = answer.status >= 400 && answer.status !== 422;
  // Somebody who asked for one part of a page gets that part; everything else is a page, and a page takes the whole window.
  if (ctx.select && !refused && !signedOut(answer)) return;
  ctx.target = document.body;
  ctx.swap = "innerHTML";
  ctx.select = "";
  if (answer.redirected) ctx.push = address(answer);
});

document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.target !== document.body) return;
  scrollTo(0, 0);
  const first = document.querySelector<HTMLElement>("fault-summary .fault, main");
  first?.focus({ preventScroll: true });
});

function signedOut(answer: Response): boolean {
  return answer.redirected && new URL(answer.url).pathname === "/sign-in";
}

function address(answer: Response): string {
  const url = new URL(answer.url);
  return url.pathname + url.search;
}

export { htmx };
