/* Text without accents and capitals, so that each way to write it is the same. */
/** @param {string} text */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
