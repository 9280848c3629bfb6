// What the desk's editor is made of.
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { Compartment, EditorState } from "@codemirror/state";
export {
  Decoration,
  drawSelection,
  EditorView,
  keymap,
  MatchDecorator,
  ViewPlugin,
} from "@codemirror/view";
