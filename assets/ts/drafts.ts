// What is typed into a form marked data-draft stays in this browser until it is saved: a closed tab, a lost network and a sign-in that ran
// out lose nothing. The value of data-draft says whose form of what it is, so that nobody else is offered it. Where something was left, the
// form's <draft-offer> says so and puts it back; <draft-saved> says that the server has it. Signing out forgets everything (keeping.ts).
import { DRAFTS, forgetDrafts } from "./draft-shelf";
import { language } from "./page";
import type { RichText } from "./rich-text";

type Pairs = [string, string][];
interface Kept {
  at: number;
  pairs: Pairs;
}

const QUIET_MS = 400;
const DAYS_KEPT = 30;
/** What says where and how a form is sent, and is no one's words. */
const UNSAID = new Set(["do", "revision", "in", "file_id"]);

class DraftOffer extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #timer = 0;
  #dirty = false;
  #left: Kept | null = null;

  connectedCallback(): void {
    const form = this.closest("form");
    if (this.#form || !form?.dataset.draft) return;
    this.#form = form;
    form.addEventListener("input", this.#touched);
    form.addEventListener("change", this.#touched);
    form.addEventListener("submit", this.#keep);
    addEventListener("pagehide", this.#keep);
    this.querySelector("[data-draft-back]")?.addEventListener("click", () => this.#putBack());
    this.querySelector("[data-draft-none]")?.addEventListener("click", () => this.#discard());
    // The editors of formatted text in the form come first.
    setTimeout(() => this.#look());
  }

  disconnectedCallback(): void {
    this.#keep();
    removeEventListener("pagehide", this.#keep);
  }

  #look(): void {
    const left = this.#form && read(place(this.#form));
    if (!this.#form || !left) return;
    if (!differs(left.pairs, said(this.#form))) {
      // A refused form shows what was typed, and has it nowhere else.
      if (!document.querySelector("fault-summary")) localStorage.removeItem(place(this.#form));
      return;
    }
    this.#left = left;
    const time = this.querySelector("time");
    if (time) {
      time.dateTime = new Date(left.at).toISOString();
      time.textContent = new Date(left.at).toLocaleString(language(), { dateStyle: "medium", timeStyle: "short" });
    }
    this.hidden = false;
  }

  #touched = (): void => {
    this.#dirty = true;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.#keep, QUIET_MS);
  };

  #keep = (): void => {
    clearTimeout(this.#timer);
    if (!this.#dirty || !this.#form) return;
    this.#dirty = false;
    try {
      localStorage.setItem(place(this.#form), JSON.stringify({ at: Date.now(), pairs: said(this.#form) } satisfies Kept));
    } catch {
      // A full or forbidden store keeps nothing; saving by hand works as before.
    }
  };

  #putBack(): void {
    if (!this.#form || !this.#left) return;
    fill(this.#form, this.#left.pairs);
    this.hidden = true;
    this.#touched();
    this.#form.querySelector<HTMLElement>("[contenteditable=true], textarea:enabled, input:not([type=hidden]):enabled")?.focus();
  }

  #discard(): void {
    if (!this.#form) return;
    this.#left = null;
    this.hidden = true;
    if (!this.#dirty) localStorage.removeItem(place(this.#form));
    this.#form.querySelector<HTMLElement>("[contenteditable=true], textarea:enabled, input:not([type=hidden]):enabled")?.focus();
  }
}
customElements.define("draft-offer", DraftOffer);

/** What was just saved is left nowhere, and the address says so no longer. */
class DraftSaved extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset.draft) localStorage.removeItem(DRAFTS + this.dataset.draft);
    const here = new URL(location.href);
    here.searchParams.delete("saved");
    history.replaceState(history.state, "", here);
  }
}
customElements.define("draft-saved", DraftSaved);

function place(form: HTMLFormElement): string {
  return DRAFTS + (form.dataset.draft ?? "");
}

function read(key: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
    return kept && Array.isArray(kept.pairs) && typeof kept.at === "number" ? kept : null;
  } catch {
    return null;
  }
}

/** What a form says, as far as somebody typed or chose it. */
function said(form: HTMLFormElement): Pairs {
  const pairs: Pairs = [];
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && !UNSAID.has(name)) pairs.push([name, value]);
  return pairs;
}

/** Spaces at the ends and the kind of line ends make no difference: the server leaves them out. */
function differs(one: Pairs, other: Pairs): boolean {
  const lines = (pairs: Pairs): string => JSON.stringify(pairs.map(([name, value]) => [name, value.replaceAll("\r\n", "\n").trim()]).sort());
  return lines(one) !== lines(other);
}

function fill(form: HTMLFormElement, pairs: Pairs): void {
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) continue;
    if (!field.name || UNSAID.has(field.name) || field.type === "file") continue;
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
      field.checked = pairs.some(([name, value]) => name === field.name && value === field.value);
      continue;
    }
    const kept = pairs.find(([name]) => name === field.name);
    if (!kept) continue;
    field.value = kept[1];
    if (field.type === "hidden") (field.closest("rich-text") as RichText | null)?.show(kept[1]);
  }
}

forgetDrafts((value) => {
  const at = (JSON.parse(value) as Partial<Kept> | null)?.at;
  return typeof at !== "number" || Date.now() - at > DAYS_KEPT * 86_400_000;
});
