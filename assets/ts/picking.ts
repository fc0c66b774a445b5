// Choosing rows: checkboxes data-pick, data-pick-all for all of them, data-pick-none to let go. The button with data-picks carries the
// number: its words for nothing chosen stand in it, those for one in data-one, those for two in data-many. What is marked data-picked is
// there only while something is chosen; the phone's bottom bar then makes room.
import { from, whenever } from "./page";

const boxes = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>("input[data-pick]")];

document.addEventListener("change", (event) => {
  const every = from<HTMLInputElement>(event, "input[data-pick-all]");
  if (every) for (const box of boxes()) box.checked = every.checked;
  if (every || from(event, "input[data-pick]")) count();
});

document.addEventListener("click", (event) => {
  if (!from(event, "[data-pick-none]")) return;
  event.preventDefault();
  for (const box of boxes()) box.checked = false;
  count();
  boxes()[0]?.focus();
});

function count(): void {
  const every = boxes();
  const chosen = every.filter((box) => box.checked).length;
  for (const row of every) if (row.closest("tr")) row.closest("tr")?.setAttribute("aria-selected", String(row.checked));
  for (const button of document.querySelectorAll<HTMLElement>("[data-picks]")) {
    button.dataset.none ??= button.textContent ?? "";
    button.textContent = words(button.dataset, chosen);
  }
  for (const bar of document.querySelectorAll<HTMLElement>("[data-picked]")) bar.hidden = chosen === 0;
  for (const box of document.querySelectorAll<HTMLInputElement>("input[data-pick-all]")) {
    box.hidden = false;
    box.checked = chosen > 0 && chosen === every.length;
    box.indeterminate = chosen > 0 && chosen < every.length;
  }
  document.body.classList.toggle("picking", chosen > 0);
}

function words(given: DOMStringMap, chosen: number): string {
  if (chosen === 0) return given.none ?? "";
  if (chosen === 1) return given.one ?? "";
  return (given.many ?? "").replace(/\b2\b/, String(chosen));
}

whenever(() => boxes().length > 0 && count());
