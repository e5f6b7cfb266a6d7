/* The frame's end of the line to the page, whose own is parts/channel.mjs. ARCHITECTURE.md lists what is said. */
import { KINDS } from "../parts/rows.mjs";

/** @type {(text: unknown) => boolean} */
const isText = (text) => typeof text === "string";
/** @type {(data: any) => boolean} */
const isKnown = (data) =>
  data?.atlas === "revert" ||
  (data?.atlas === "preview" &&
    Number.isInteger(data.n) &&
    KINDS.every((kind) => isText(data.show?.[kind])) &&
    Array.isArray(data.country) &&
    data.country.every(isText));

/** Hear what the page says, and nobody else. @type {(hear: (message: PageMessage) => void) => void} */
export const hearPage = (hear) =>
  addEventListener("message", ({ source, origin, data }) => {
    if (source === parent && origin === location.origin && isKnown(data)) hear(data);
  });

/** @type {(message: FrameMessage) => void} */
export const tellPage = (message) => parent.postMessage(message, location.origin);
