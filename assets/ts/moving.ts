// Changing an order. The list is marked data-sort, each item holds `<input type="hidden" name="order" value="…">` and buttons data-move
// ("up", "down"), which without a script are submit buttons. With one they move the item on the page; where data-sort names a form, the
// new order is sent at once.
import { from } from "./page";
import { touch } from "./saving";

document.addEventListener("click", (event) => {
  const button = from<HTMLButtonElement>(event, "[data-sort] [data-move]");
  const list = button?.closest<HTMLElement>("[data-sort]");
  const item = list && [...list.children].find((child) => child.contains(button));
  if (!button || !list || !item) return;
  event.preventDefault();
  const beside = button.dataset.move === "up" ? item.previousElementSibling : item.nextElementSibling;
  if (!beside) return;
  if (button.dataset.move === "up") beside.before(item);
  else beside.after(item);
  button.focus();
  moved(list);
});

/** The items of a list stand in a new order. */
export function moved(list: HTMLElement): void {
  const id = list.dataset.sort;
  const form = id ? document.getElementById(id) : list.closest("form");
  if (!(form instanceof HTMLFormElement)) return;
  if (form.dataset.autosave !== undefined) touch(form);
  else if (id) form.requestSubmit();
}
