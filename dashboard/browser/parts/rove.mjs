/* Controls that belong together are one stop of the tab key: arrows move within them. */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const roved = new WeakSet();
/** Make one tab stop of what a box holds; again after it was drawn anew. @type {(box: HTMLElement, selector: string) => void} */
export const rove = (box, selector) => {
  const items = () =>
    /** @type {HTMLElement[]} */ ([...box.querySelectorAll(selector)]).filter((one) =>
      one.checkVisibility(),
    );
  const keep = (current) => {
    for (const one of box.querySelectorAll(selector))
      one.setAttribute("tabindex", one === current ? "0" : "-1");
  };
  const { activeElement } = /** @type {Document | ShadowRoot} */ (box.getRootNode());
  keep(items().find((one) => one === activeElement) ?? items()[0]);
  if (roved.has(box)) return;
  roved.add(box);
  box.addEventListener("focusin", ({ target }) => {
    if (/** @type {Element} */ (target).matches(selector)) keep(target);
  });
  box.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(/** @type {HTMLElement} */ (event.target));
    const step = STEPS[event.key];
    if (at < 0 || !step) return;
    event.preventDefault();
    all[(at + step + all.length) % all.length].focus();
  });
};
