/* Places that a route can begin or end at, as readers call them. */
import { fold } from "./fold.mjs";
import { records } from "./rows.mjs";

/** Nodes and sites by name. ``value`` tells one place in a list, ``label`` says what and where it is, also in */
/** the reader's language and without accents or apostrophes. @type {(rows: Rows, lang: string) => Stop[]} */
export const placesIn = ({ kinds, names, words }, lang) => {
  const said = (kind, row, ...columns) =>
    columns.flatMap(
      (column) => names[lang][`${kind}.${column}`]?.[row[column]] ?? row[column] ?? [],
    );
  const nodes = records(kinds.node).filter(({ kind }) => kind !== "sea-waypoint");
  const known = new Set(kinds.node.ids);
  const called = new Set();
  const place = (id, name, spoken, notes) => {
    const value = called.has(name) ? `${name} (${notes.join(", ")})` : name;
    called.add(name);
    const plain = fold(name).replace(/['’]/g, "");
    const also = [spoken, plain].filter(
      (text) => text && text !== name && text !== name.toLowerCase(),
    );
    return {
      id,
      value,
      label: [...also, ...notes].join(" · "),
      names: [name, spoken ?? name, id].map(fold),
    };
  };
  return [
    ...nodes.map((row) =>
      place(row.id, row.name, words[lang][`place.${row.id}`], said("node", row, "kind", "iso3")),
    ),
    ...records(kinds.site).map((row) => {
      const id = known.has(row.id) ? `site:${row.id}` : row.id; // an id of both means the node
      return place(id, row.name, undefined, [
        words[lang]["route.site"],
        ...said("site", row, "resource", "iso3"),
      ]);
    }),
  ].sort((a, b) => a.value.localeCompare(b.value, lang));
};

/** The id of what a reader has chosen or written; undefined for no place. @type {(places: Stop[], text: string) => string | undefined} */
export const idOf = (places, text) =>
  (
    places.find(({ value }) => value === text) ??
    places.find(({ names }) => names.includes(fold(text)))
  )?.id;
/** How the field says a place that stands in an address. @type {(places: Stop[], id: string | null) => string} */
export const nameOf = (places, id) => {
  const called = (wanted) => places.find((place) => place.id === wanted)?.value;
  return called(id) ?? called(id?.replace(/^(node|site):/, "")) ?? id ?? "";
};
