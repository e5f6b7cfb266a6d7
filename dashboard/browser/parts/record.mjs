/* The open record: fields, sources, what disagrees, its own link. */
import { el, frame, opened, speech } from "./core.mjs";

const link = (url) => (/^https?:\/\//i.test(url) ? url : undefined); // no other scheme is ever followed
export const record = (component) => {
  const { data, setTriggerValue } = component,
    { record: shownRecord } = data,
    say = speech(data.lang);
  const cite = (numbers) =>
    numbers.length
      ? el(
          "sup",
          {},
          ...numbers.map((n) =>
            el(
              "a",
              {
                href: link(shownRecord.sources[n - 1].url),
                target: "_blank",
                rel: "noopener noreferrer",
                title: shownRecord.sources[n - 1].publisher,
              },
              `[${n}]`,
            ),
          ),
        )
      : null;
  const field = ({ label, value, sources }) => [
    el("dt", {}, label),
    el("dd", {}, value ?? el("i", {}, say("record.unknown")), cite(sources)),
  ];
  const source = (entry) =>
    el(
      "li",
      { value: entry.number },
      el(
        "a",
        { href: link(entry.url), target: "_blank", rel: "noopener noreferrer" },
        entry.title ?? entry.publisher,
      ),
      el(
        "span",
        {},
        [entry.title ? entry.publisher : null, entry.published]
          .filter(Boolean)
          .map((text) => `, ${text}`)
          .join(""),
      ),
      el("small", { class: "url" }, entry.url),
      entry.note ? el("small", {}, entry.note) : null,
    );
  const related = shownRecord.related.slice(0, 30);
  const address = el("input", {
    readonly: true,
    value: data.link,
    "aria-label": say("record.link"),
    onfocus: (event) => event.target.select(),
  });
  frame(component, "record").replaceChildren(
    ...[
      el(
        "div",
        { class: "top" },
        el("small", { class: "kind" }, shownRecord.kind),
        el(
          "button",
          {
            class: "close",
            "aria-label": say("record.close"),
            title: say("record.close"),
            onclick: () => setTriggerValue("ask", { sel: "" }),
          },
          "×",
        ),
      ),
      el("h3", { tabindex: "-1" }, shownRecord.title),
      shownRecord.conflict
        ? el(
            "div",
            { class: "conflict" },
            el("strong", {}, say("record.conflict")),
            el("p", {}, shownRecord.conflict),
            shownRecord.claims.length
              ? el(
                  "table",
                  { class: "claims" },
                  el(
                    "tbody",
                    {},
                    ...shownRecord.claims.map(({ aspect, value, said_by: saidBy, sources }) =>
                      el(
                        "tr",
                        {},
                        el("td", {}, aspect),
                        el("th", { scope: "row" }, value),
                        el("td", {}, saidBy, cite(sources)),
                      ),
                    ),
                  ),
                )
              : null,
          )
        : null,
      el("dl", {}, ...shownRecord.fields.flatMap(field)),
      el(
        "h4",
        {},
        data.said.sources,
        shownRecord.sources.length ? el("small", {}, ` · ${data.said.publishers}`) : null,
      ),
      shownRecord.sources.length
        ? el("ol", {}, ...shownRecord.sources.map(source))
        : el("p", {}, say("record.no_sources")),
      related.length ? el("h4", {}, say("record.related")) : null,
      related.length
        ? el(
            "ul",
            { class: "related" },
            ...related.map(([sel, label]) =>
              el(
                "li",
                {},
                el(
                  "button",
                  { class: "open", "data-id": sel, onclick: () => setTriggerValue("ask", { sel }) },
                  label,
                ),
              ),
            ),
          )
        : null,
      shownRecord.related.length > related.length
        ? el(
            "small",
            {},
            say("record.whole_list", { n: shownRecord.related.length - related.length }),
          )
        : null,
      el("h4", {}, say("record.link")),
      address,
    ].filter(Boolean),
  );
  // A row far below opens its record here: bring the reader to it, and back when it is closed.
  if (opened.row && opened.row === data.sel) {
    const box = frame(component, "record");
    opened.back = opened.row;
    opened.row = null;
    box.querySelector("h3").focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  }
};
