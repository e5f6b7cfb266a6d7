/* Places that a route can begin or end at, as readers call them. */
import { fold } from "./fold.mjs";
import { records } from "./rows.mjs";

/** Nodes and sites by name. ``value`` tells one place in a list, ``label`` says what and where it is, also in */
/** the reader's language and without accents or apostrophes. @type {(rows: Rows, lang: string) => Stop[]} */
export const placesIn = ({ kinds, names, words }, lang) => {
  const called = new Set();
  const place = (id, name, spoken, notes) => {
    const value = called.has(name) ? `${name} (${notes.join(", ")})` : name;
    called.add(name);
    const plain = fold(name).replace(/['’]/g, "");
    const also = [spoken, plain].filter(
      (text) => text && ![name, name.toLowerCase()].includes(text),
    );
    const label = [...also, ...notes].join(" · ");
    return { id, value, label, names: [name, spoken ?? name, id].map(fold) };
  };
  const said = (of, code) => names[lang][of]?.[code] ?? code ?? [];
  const nodes = records(kinds.node).filter(({ kind }) => kind !== "sea-waypoint");
  const ofNodes = nodes.map(({ id, name, kind, iso3 }) => {
    const notes = [said("node.kind", kind), said("node.iso3", iso3)].flat();
    return place(id, name, words[lang][`place.${id}`], notes);
  });
  const ofSites = records(kinds.site).map(({ id, name, resource, iso3 }) => {
    const notes = [
      words[lang]["route.site"],
      said("site.resource", resource),
      said("site.iso3", iso3),
    ];
    const isNode = kinds.node.ids.includes(id); // an id of both means the node
    return place(isNode ? `site:${id}` : id, name, undefined, notes.flat());
  });
  return [...ofNodes, ...ofSites].sort((a, b) => a.value.localeCompare(b.value, lang));
};

/** The id of what a reader has chosen or written; undefined for no place. @type {(places: Stop[], text: string) => string | undefined} */
export const idOf = (places, text) => {
  const byName = ({ names }) => names.includes(fold(text));
  return (places.find(({ value }) => value === text) ?? places.find(byName))?.id;
};
/** How the field says a place that stands in an address. @type {(places: Stop[], id: string | null) => string} */
export const nameOf = (places, id) => {
  const called = (wanted) => places.find((place) => place.id === wanted)?.value;
  return called(id) ?? called(id?.replace(/^(node|site):/, "")) ?? id ?? "";
};
