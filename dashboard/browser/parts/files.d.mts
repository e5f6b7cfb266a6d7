// Types of files.mjs, which dashboard/browser/assets.py writes when it publishes the files.
export const CSS: string;
export const ROWS: string;
