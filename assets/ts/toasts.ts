// The line that confirms what was done: ten seconds, longer while somebody points at it or is in it.
const LIFE_MS = 10_000;

class ToastLine extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    const shut = this.querySelector<HTMLElement>("[data-shut]");
    if (shut) shut.hidden = false;
    shut?.addEventListener("click", () => this.remove());
    const words = this.querySelector("p");
    // Screen readers tell what changes, not what was there when the page came.
    if (words) requestAnimationFrame(() => (words.textContent = words.textContent));
    for (const kind of ["focusin", "pointerenter"]) this.addEventListener(kind, () => clearTimeout(this.#timer));
    for (const kind of ["focusout", "pointerleave"]) this.addEventListener(kind, () => this.#live());
    this.#live();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  #live(): void {
    clearTimeout(this.#timer);
    // On the page of components toasts are exhibits, not messages.
    if (!this.closest("[data-toasts]")) return;
    this.#timer = window.setTimeout(() => {
      if (!this.matches(":hover, :focus-within")) this.remove();
    }, LIFE_MS);
  }
}
customElements.define("toast-line", ToastLine);
