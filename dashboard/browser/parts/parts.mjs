/* The switch between the parts of a view: links, so that a part can be opened beside this one. It also tells
   the tables what the address says of them, so that this does not send the tables again. */
import { el, frame } from "./core.mjs";
import { tell } from "./tablestate.mjs";

const addressOf = (part) => {
  const url = new URL(location.href);
  for (const key of ["part", "q", "sort"]) url.searchParams.delete(key);
  if (part) url.searchParams.set("part", part);
  return url.href;
};
export const parts = (component) => {
  const { data, setTriggerValue } = component;
  const [first] = data.parts;
  tell(data.table);
  const count = (n) =>
    n === null ? null : el("small", {}, ` ${new Intl.NumberFormat(data.lang).format(n)}`);
  const link = (part) => {
    const asked = part === first ? "" : part.key;
    const choose = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setTriggerValue("ask", { part: asked });
    };
    return el(
      "a",
      {
        href: addressOf(asked),
        "data-part": part.key,
        "aria-current": part.key === data.part ? "page" : undefined,
        onclick: choose,
      },
      part.label,
      count(part.count),
    );
  };
  const nav = el("nav", { "aria-label": data.label }, ...data.parts.map(link));
  frame(component, "views parts").replaceChildren(nav);
};
