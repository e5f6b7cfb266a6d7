/* The row of figures under the sentence. */
import { el, frame, speech } from "./core.mjs";

export const figures = (component) => {
  const { data } = component,
    say = speech(data.lang);
  frame(component, "figures").replaceChildren(
    ...Object.entries(data.figures).map(([key, value]) =>
      el(
        "div",
        { title: say(`figure.${key}.note`), tabindex: "0" },
        el("small", {}, say(`figure.${key}.label`)),
        el("b", {}, value),
      ),
    ),
  );
};
