/* The frame's end of the line to the page, whose own is parts/channel.mjs. ARCHITECTURE.md lists what is said. */
import { KINDS } from "../parts/rows.mjs";

const isKnown = ({ atlas, n, show, country }) =>
  atlas === "revert" ||
  (atlas === "preview" &&
    Number.isInteger(n) &&
    Array.isArray(country) &&
    [...KINDS.map((kind) => show?.[kind]), ...country].every((text) => typeof text === "string"));

/** Hear what the page says, and nobody else. @type {(hear: (message: PageMessage) => void) => void} */
export const hearPage = (hear) =>
  addEventListener("message", ({ source, origin, data }) => {
    if (source === parent && origin === location.origin && isKnown(data ?? {})) hear(data);
  });

/** @type {(message: FrameMessage) => void} */
export const tellPage = (message) => parent.postMessage(message, location.origin);
