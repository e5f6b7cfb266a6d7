/* The switch between the parts of a view: links, so that a part can be opened beside this one. */
import { el, frame, speech } from "./core.mjs";
import { tell } from "./search.mjs";

export const parts = (component) => {
  const { data, setTriggerValue } = component,
    say = speech(data.lang);
  tell(data.q); // a panel of its own, so that a search does not send the tables again
  const address = (part) => {
    const url = new URL(location.href);
    part === data.parts[0] ? url.searchParams.delete("part") : url.searchParams.set("part", part);
    url.searchParams.delete("q"); // a search is in the tables of one part
    return url.href;
  };
  const link = (part) =>
    el(
      "a",
      {
        href: address(part),
        "data-part": part,
        "aria-current": part === data.part ? "page" : undefined,
        onclick: (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          setTriggerValue("ask", { part: part === data.parts[0] ? "" : part });
        },
      },
      say(`part.${part}`),
      part in data.counts
        ? el("small", {}, ` ${new Intl.NumberFormat(data.lang).format(data.counts[part])}`)
        : null,
    );
  frame(component, "views parts").replaceChildren(
    el("nav", { "aria-label": data.label }, ...data.parts.map(link)),
  );
};
