// Dialogs, sheets and the panel beside a table.
import { from, isPlain, whenever } from "./page";

document.addEventListener("click", (event) => {
  const opener = from<HTMLElement>(event, "[data-open]");
  if (opener && isPlain(event)) {
    const dialog = document.getElementById(opener.dataset.open ?? "");
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      open(dialog);
      return;
    }
  }
  const shutter = from(event, "[data-shut]");
  const dialog = shutter?.closest("dialog");
  if (dialog && isPlain(event)) {
    event.preventDefault();
    dialog.close();
    return;
  }
  // Beside a sheet lies the page it came from.
  if (event.target instanceof HTMLDialogElement && event.target.matches(".sheet:modal") && outside(event.target, event)) event.target.close();
});

function open(dialog: HTMLDialogElement): void {
  if (dialog.open) dialog.close();
  dialog.showModal();
  // A question begins at its first field; a sheet is read from its heading.
  if (dialog.matches(".sheet")) {
    dialog.tabIndex = -1;
    dialog.focus();
  }
}

function outside(dialog: HTMLDialogElement, event: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

// What the server shows open becomes modal. Its address is left behind when it closes, so that reloading does not bring it back.
whenever((root) => {
  for (const dialog of root.querySelectorAll<HTMLDialogElement>("dialog[open]:not(:modal)")) {
    dialog.removeAttribute("open");
    open(dialog);
    dialog.addEventListener("close", () => leave(dialog), { once: true });
  }
});

function leave(dialog: HTMLDialogElement): void {
  const { close } = dialog.dataset;
  if (close) history.replaceState(history.state, "", close);
  const opener = document.querySelector<HTMLElement>(`[data-open="${CSS.escape(dialog.id)}"]`);
  (opener ?? document.getElementById("main"))?.focus({ preventScroll: true });
}

/**
 * The panel for the chosen row. Whoever opens it is led into it, Esc leaves by its close link, and the focus goes back to where it was.
 * Beside the table it is part of the page; where it lies over the page (below 1024 px) what is under it cannot be reached.
 */
class SidePanel extends HTMLElement {
  readonly #over = matchMedia("(max-width: 63.99rem)");
  readonly #role = this.getAttribute("role") ?? "complementary";
  readonly #hidden: HTMLElement[] = [];
  #opener: Element | null = null;
  readonly #place = (): void => this.#settle();
  readonly #key = (event: KeyboardEvent): void => this.#leave(event);

  connectedCallback(): void {
    this.#over.addEventListener("change", this.#place);
    document.addEventListener("keydown", this.#key);
    this.#settle();
    // A page that came with its panel is read from its top; one that was opened by a choice is not.
    const chosen = document.readyState === "complete" && !this.#stays;
    if (chosen) this.#opener = document.activeElement;
    if (this.#covers || chosen) this.querySelector<HTMLElement>("[data-shut]")?.focus({ preventScroll: true });
  }

  disconnectedCallback(): void {
    this.#over.removeEventListener("change", this.#place);
    document.removeEventListener("keydown", this.#key);
    this.#hide(false);
    const nowhere = !document.activeElement || document.activeElement === document.body;
    if (nowhere && this.#opener instanceof HTMLElement && this.#opener.isConnected) this.#opener.focus({ preventScroll: true });
  }

  get #stays(): boolean {
    return this.classList.contains("panel-stays");
  }

  get #covers(): boolean {
    return this.#over.matches && !this.#stays;
  }

  #settle(): void {
    this.#hide(this.#covers);
    this.setAttribute("role", this.#covers ? "dialog" : this.#role);
  }

  #hide(covered: boolean): void {
    for (const part of this.#hidden.splice(0)) part.inert = false;
    if (!covered) return;
    for (let part: Element | null = this; part && part !== document.body; part = part.parentElement) {
      for (const beside of part.parentElement?.children ?? []) {
        if (beside === part || !(beside instanceof HTMLElement) || beside.inert || beside.matches("script, .toast-place, .skip")) continue;
        beside.inert = true;
        this.#hidden.push(beside);
      }
    }
  }

  #leave(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog:modal, details[data-menu][open]")) return;
    // Esc in a field is the field's.
    const typing = document.activeElement?.matches("input:not([type=checkbox], [type=radio]), textarea, select");
    if (!this.#stays && !typing) this.querySelector<HTMLElement>("[data-shut]")?.click();
  }
}
customElements.define("side-panel", SidePanel);
