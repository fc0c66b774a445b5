// What authoring pages get beside app.ts: the editor for formatted text, dragging, and keeping what is typed.
import "./rich-text";
import "./drafts";
import "./sorting";
