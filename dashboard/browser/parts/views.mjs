/* The head of the page: its title, and the switch between the views: links, so that one can be opened beside. */
import { join, part } from "./core.mjs";
import { onceBack } from "./host.mjs";
import { html } from "./html.mjs";
import { navigation } from "./links.mjs";

export default (component) => {
  const mine = part(component, "views");
  const { box, data, say } = mine;
  document.documentElement.lang = data.lang;
  document.documentElement.dataset.view = data.view;
  navigation(mine, data.views, (view, at) => {
    const here = view === data.view;
    const change = {
      view: at === 0 ? "" : view,
      q: "",
      ...(here ? {} : { part: "", sort: "", width: "" }),
    };
    const mark = html`data-view="${view}" ${here && html`aria-current="page"`}`;
    return { request: { view }, change, mark, text: say(`view.${view}`) };
  });
  box.insertAdjacentHTML("afterbegin", html`<h1>${say("app.title")}</h1>`.text);
  // Another view or part is read from its first line.
  const place = `${data.view} ${data.part}`;
  if (mine.place && mine.place !== place) document.querySelector(".st-key-list")?.scrollTo(0, 0);
  // Where the links find no room they scroll; their neighbours are drawn by the next frame.
  const current = box.querySelector("[aria-current]");
  if (mine.place !== place)
    requestAnimationFrame(() => current?.scrollIntoView({ block: "nearest" }));
  mine.place = place;
  // The head of the paper: which page this is, at which address, on which day.
  const head = Object.assign(document.createElement("p"), { className: "paper" });
  const date = new Intl.DateTimeFormat(data.lang, { dateStyle: "long" });
  const print = () => {
    head.textContent = [say("app.title"), location.href, date.format(new Date())].join(" · ");
  };
  box.prepend(head);
  join(box, { print });
  if (!mine.isHeard) onceBack(box, () => mine.ask({}));
  mine.isHeard = true;
};
