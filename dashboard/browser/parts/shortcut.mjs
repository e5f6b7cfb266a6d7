/* A short link beneath the sentence: the profile of the one country or commodity that is chosen. */
import { frame, speech } from "./core.mjs";
import { html } from "./html.mjs";
import { addressOf, asks, follow } from "./links.mjs";

/** @param {Component<{links: {label: string, ask: Record<string, string>}[], address: Record<string, string[]>}>} component */
export const shortcut = ({ data, parentElement, setTriggerValue }) => {
  const links = data.links.map(
    ({ label, ask }) => html`<a href="${addressOf(data.address, ask)}"
      data-profile="${ask.country || ask.resource}" ${asks(ask)}>${label}</a>`,
  );
  const box = frame({ parentElement }, "shortcut");
  box.innerHTML = html`<nav aria-label="${speech(data.lang)("part.profile")}">${links}</nav>`.text;
  follow(box, (ask) => setTriggerValue("ask", ask));
};
