// What authoring pages get beside app.ts: the editor for formatted text, and dragging.
import "./rich-text";
import "./sorting";
