// Fields that do a little more with a script.
import { from, language, whenever } from "./page";

/** A typed date; the browser's own calendar beside it writes the day as the language does. */
class DateField extends HTMLElement {
  connectedCallback(): void {
    const [typed, button] = [this.querySelector("input"), this.querySelector("button")];
    if (!typed || !button || !("showPicker" in HTMLInputElement.prototype) || this.querySelector("[type=date]")) return;
    const order = typed.dataset.order ?? "dmy";
    // A day that the server filled in stands as it would be typed.
    if (/^\d{4}-\d{2}-\d{2}$/.test(typed.value)) typed.value = typedForm(typed.value, order);
    const calendar = document.createElement("input");
    calendar.type = "date";
    calendar.tabIndex = -1;
    calendar.className = "calendar";
    calendar.setAttribute("aria-hidden", "true");
    button.after(calendar);
    button.hidden = false;
    button.addEventListener("click", () => {
      calendar.value = isoOf(typed.value);
      calendar.showPicker();
    });
    calendar.addEventListener("change", () => {
      if (!calendar.value) return;
      typed.value = typedForm(calendar.value, order);
      typed.dispatchEvent(new Event("input", { bubbles: true }));
      typed.dispatchEvent(new Event("change", { bubbles: true }));
      typed.focus();
    });
  }
}
customElements.define("date-field", DateField);

function typedForm(iso: string, order: string): string {
  const [y = "", m = "", d = ""] = iso.split("-");
  const parts: Record<string, string> = { d, m, y };
  return [...order].map((letter) => parts[letter] ?? "").join(language().startsWith("de") ? "." : "/");
}

function isoOf(typed: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return typed;
  const [, d = "", m = "", y = ""] = /^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*$/.exec(typed) ?? [];
  return y && `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
}

/** Shows the password while it is wanted; a form that is sent hides it again, so that the browser remembers it as a password. */
class ShowPassword extends HTMLElement {
  connectedCallback(): void {
    const [input, button] = [this.querySelector("input"), this.querySelector("button")];
    if (!input || !button) return;
    const turn = (shown: boolean): void => {
      input.type = shown ? "text" : "password";
      button.textContent = (shown ? button.dataset.hide : button.dataset.show) ?? "";
    };
    button.hidden = false;
    button.addEventListener("click", () => turn(input.type === "password"));
    input.form?.addEventListener("submit", () => turn(false));
  }
}
customElements.define("show-password", ShowPassword);

/** Copies a number or an address, and says so for three seconds. */
class CopyText extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    const words = button?.querySelector("span");
    if (!button || !words || !navigator.clipboard) return;
    const label = words.textContent;
    let timer = 0;
    button.hidden = false;
    words.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy ?? "");
      words.textContent = button.dataset.done ?? "";
      clearTimeout(timer);
      timer = window.setTimeout(() => (words.textContent = label), 3_000);
    });
  }
}
customElements.define("copy-text", CopyText);

/** What is wrong with a form, above it: takes the focus, and its links lead into the fields. */
class FaultSummary extends HTMLElement {
  connectedCallback(): void {
    // Inside of a dialog that is not yet shown there is nothing to focus.
    if (!this.closest("dialog:not([open])")) this.querySelector<HTMLElement>(".fault")?.focus();
    this.addEventListener("click", (event) => {
      const hash = from<HTMLAnchorElement>(event, "a[href^='#']")?.hash.slice(1);
      const field = hash ? fieldOf(decodeURIComponent(hash)) : null;
      if (!field) return;
      event.preventDefault();
      field.focus({ preventScroll: true });
      field.scrollIntoView({ block: "center" });
    });
  }
}
customElements.define("fault-summary", FaultSummary);

function fieldOf(id: string): HTMLElement | null {
  const place = document.getElementById(id);
  const within = place?.matches("fieldset") ? place.querySelector<HTMLElement>(":checked, input, select, textarea") : null;
  return within ?? place?.closest("rich-text")?.querySelector<HTMLElement>("[contenteditable]") ?? place;
}

// Long texts grow. Browsers that know field-sizing do it by the style sheet.
if (!CSS.supports("field-sizing", "content")) {
  const grow = (area: HTMLTextAreaElement): void => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  };
  document.addEventListener("input", (event) => event.target instanceof HTMLTextAreaElement && grow(event.target));
  whenever((root) => root.querySelectorAll("textarea").forEach(grow));
}
