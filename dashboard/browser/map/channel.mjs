/* The frame's end of the line to the page, whose own is parts/channel.mjs. ARCHITECTURE.md lists what is said. */
import { KINDS } from "../parts/rows.mjs";

const isText = (text) => typeof text === "string";
/** The shape of each message. @type {Record<string, (message: any) => boolean>} */
const FORMS = {
  revert: () => true,
  hover: ({ key }) => key === null || isText(key),
  look: ({ key }) => isText(key),
  cover: ({ bottom }) => Number.isFinite(bottom),
  preview: ({ n, show, country }) =>
    Number.isInteger(n) &&
    Array.isArray(country) &&
    [...KINDS.map((kind) => show?.[kind]), ...country].every(isText),
};
const isKnown = (data) => Object.hasOwn(FORMS, data?.atlas) && FORMS[data.atlas](data);

/** Hear what the page says, and nobody else. @type {(hear: (message: PageMessage) => void) => void} */
export const hearPage = (hear) =>
  addEventListener("message", ({ source, origin, data }) => {
    if (source === parent && origin === location.origin && isKnown(data)) hear(data);
  });

/** @type {(message: FrameMessage) => void} */
export const tellPage = (message) => parent.postMessage(message, location.origin);
