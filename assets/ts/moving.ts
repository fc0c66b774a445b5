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
  list.dispatchEvent(new Event("moved", { bubbles: true }));
});

// The items of a list stand in a new order, by button or by dragging (sorting.ts, a script of its own, hence an event).
document.addEventListener("moved", (event) => {
  const list = from(event, "[data-sort]");
  const id = list?.dataset.sort;
  if (!list) return;
  const form = id ? document.getElementById(id) : list.closest("form");
  if (!(form instanceof HTMLFormElement)) return;
  if (form.dataset.autosave !== undefined) touch(form);
  else if (id) form.requestSubmit();
});
