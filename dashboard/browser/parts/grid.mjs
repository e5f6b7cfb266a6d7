/* A plain table under a chart: the same marks, in words. */
import "./book.mjs"; // its words
import { el, frame, speech } from "./core.mjs";

export const grid = (component) => {
  const { data } = component,
    say = speech(data.lang),
    box = frame(component, "grid");
  const isOpen = box.querySelector("details")?.open ?? false;
  box.replaceChildren(
    el(
      "details",
      { open: isOpen },
      el("summary", {}, say("pledges.table"), el("small", {}, ` ${data.rows.length}`)),
      el(
        "div",
        { class: "scroll", tabindex: "0" },
        el(
          "table",
          {},
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              ...data.head.map((text, at) =>
                el("th", { scope: "col", class: at >= data.numbers ? "number" : undefined }, text),
              ),
            ),
          ),
          el(
            "tbody",
            {},
            ...data.rows.map((row) =>
              el(
                "tr",
                {},
                ...row.map((text, at) =>
                  el(
                    at ? "td" : "th",
                    {
                      scope: at ? undefined : "row",
                      class: at >= data.numbers ? "number" : undefined,
                    },
                    text,
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  );
};
