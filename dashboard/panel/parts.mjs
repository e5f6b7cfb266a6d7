/* The switch between the parts of a view: links, so that a part can be opened beside this one. */
import { el, frame, speech } from "./core.mjs";

export const parts = (component) => {
  const { data, setTriggerValue } = component, say = speech(data.lang);
  const address = (part) => {
    const url = new URL(location.href);
    part === data.parts[0] ? url.searchParams.delete("part") : url.searchParams.set("part", part);
    return url.href;
  };
  const link = (part) => el("a", {
    href: address(part), "data-part": part, "aria-current": part === data.part ? "page" : undefined,
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setTriggerValue("ask", { part: part === data.parts[0] ? "" : part });
    },
  }, say(`part.${part}`));
  frame(component, "views parts").replaceChildren(el("nav", { "aria-label": data.label }, ...data.parts.map(link)));
};
