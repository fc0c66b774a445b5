// A button with data-busy says what it is doing while its form is sent, keeps its width, and is pressed once only.
import { whenever } from "./page";

const AFTER_MS = 300;
const kept = new Map<HTMLElement, { children: Node[]; timer: number }>();

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const button = event.submitter ?? form.querySelector<HTMLElement>("button[data-busy]");
  if (!(button instanceof HTMLElement) || !button.dataset.busy) return;
  if (kept.has(button)) event.preventDefault();
  else begin(button, button.dataset.busy);
});

function begin(button: HTMLElement, words: string): void {
  const children = [...button.childNodes];
  button.setAttribute("aria-busy", "true");
  button.style.minWidth = `${button.offsetWidth}px`;
  const show = (): void => {
    const spinner = document.createElement("span");
    spinner.className = "loading loading-spinner loading-xs";
    spinner.setAttribute("aria-hidden", "true");
    button.replaceChildren(spinner, words);
  };
  kept.set(button, { children, timer: window.setTimeout(show, AFTER_MS) });
}

function end(): void {
  for (const [button, { children, timer }] of kept) {
    clearTimeout(timer);
    button.removeAttribute("aria-busy");
    button.style.minWidth = "";
    button.replaceChildren(...children);
  }
  kept.clear();
}

// Back from another page, or the answer was swapped in.
addEventListener("pageshow", (event) => event.persisted && end());
document.addEventListener("htmx:finally:request", end);
whenever(end);
