// Dragging the items of a data-sort list by their .grip. The same order can be had with the buttons data-move (moving.ts).
import Sortable from "sortablejs";
import { whenever } from "./page";

const still = matchMedia("(prefers-reduced-motion: reduce)");

whenever((root) => {
  for (const list of root.querySelectorAll<HTMLElement>("[data-sort]")) {
    if (!list.querySelector(".grip") || Sortable.get(list)) continue;
    Sortable.create(list, {
      handle: ".grip",
      animation: still.matches ? 0 : 150,
      ghostClass: "sorting",
      onEnd: ({ oldIndex, newIndex }) => {
        if (oldIndex !== newIndex) list.dispatchEvent(new Event("moved", { bubbles: true }));
      },
    });
  }
});
