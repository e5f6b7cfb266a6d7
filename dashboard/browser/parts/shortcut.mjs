/* A short link beneath the sentence: the profile of the one country or commodity that is chosen. */
import { el, frame, speech } from "./core.mjs";

export const shortcut = (component) => {
  const { data, setTriggerValue } = component,
    say = speech(data.lang);
  const address = (ask) => {
    const url = new URL(location.href);
    for (const [key, value] of Object.entries(ask))
      value === "" ? url.searchParams.delete(key) : url.searchParams.set(key, value);
    return url.href;
  };
  const link = ({ label, ask }) =>
    el(
      "a",
      {
        href: address(ask),
        "data-profile": ask.country || ask.resource,
        onclick: (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          setTriggerValue("ask", ask);
        },
      },
      label,
    );
  frame(component, "shortcut").replaceChildren(
    el("nav", { "aria-label": say("part.profile") }, ...data.links.map(link)),
  );
};
