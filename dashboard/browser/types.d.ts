/* Shapes of what the browser gets: files by bundle.py, the map's messages by map and channel.mjs,
   the data of a part by its module under page/. Declared once, for the type check alone. */

type Kind = "leg" | "node" | "pledge" | "site";
type Place = [latitude: number, longitude: number];
/** Text that is markup already; see parts/html.mjs. */
interface Markup {
  text: string;
}
type Words = Record<string, string>;
type Say = (key: string, fill?: Record<string, unknown>) => string;
/** A row of a table by column: codes as in the facts, null for unknown. */
type Row = Record<string, any> & { id: string };

interface Table {
  ids: string[];
  columns: string[];
  rows: any[][];
}

/** Colours by what they are for; see theme.py. */
interface Colours {
  [name: string]: any;
  land: Record<string, string>;
  line: Record<string, string>;
  family: Record<string, string>;
  family_ink: Record<string, string>;
  pledge: { JPN: string; other: string };
  out: Record<string, string>;
}

interface Style {
  font: string;
  families: Record<string, string[]>;
  width: Record<string, number>;
  dash: Record<string, number[]>;
  stops: string[];
  neighbours: string[];
  waters: Record<string, Place[]>;
  site_size: Record<"radius" | "growth" | "letter" | "beside", number>;
  access_dash: number[];
  route_status: Record<string, number[]>;
  site_status: Record<string, string>;
  way_out: Record<string, { shape: string; colour: string }>;
  flow: Record<string, string>;
  pledge_dash: Record<string, number[]>;
  size: { usd_steps: number[] } & Record<
    "usd_reference" | "usd_radius" | "usd_least" | "usd_most",
    number
  >;
  light: Colours;
  dark: Colours;
}

/** The file of rows. */
interface Rows {
  kinds: Record<string, Table>;
  names: Record<string, Record<string, Record<string, string>>>;
  words: Record<string, Words>;
  resources: Record<string, { letter: string; group: string }>;
  style: Style;
  options: Record<string, string[]>;
  ranges: string[];
  matches: Record<Kind, Matches>;
}

/** Rows that each code of a filter keeps, and those that it never drops, as packed bits. */
interface Matches {
  all: string;
  options: Record<string, string[]>;
  always: Record<string, string>;
}

/** The file of shapes, in the order of the rows. */
interface Shape {
  id: string;
  role: string;
  names: Place[];
  shape: GeoJSON.Geometry;
}
type Shapes = Record<Kind, Place[][]> & {
  countries: Shape[];
};

/** What the server tells the map. */
interface MapMessage {
  page: string;
  hidden: string[]; // layers
  hide: string[]; // of them, what the reader has switched off; show_too: what waits and is switched on
  show_too: string[];
  resource: string[];
  show: Record<Kind, string>;
  asked: number;
  country: string[];
  sel: string | null;
  closed: string[]; // ids of nodes and legs
  route: MapRoute | null;
  out: string;
  lang: string;
  dark: boolean;
  base: string;
  view: [zoom: number, ...Place] | null;
}

interface MapRoute {
  ways: number[][];
  chosen: number;
  access: [site: Place, node: Place, text: string][];
  stops: [latitude: number, longitude: number, name: string][];
  ends: string;
  beside?: number | null; // of the ways, the one laid beside the chosen one
  ghost?: number[]; // legs of the way before a place was closed
}

/** What the page tells the map's frame: follow a filter before the server answers, or take that back. */
type PageMessage =
  | Preview
  | { atlas: "revert" }
  | { atlas: "hover"; key: string | null }
  | { atlas: "look"; key: string }
  | { atlas: "cover"; bottom: number };
interface Preview {
  atlas: "preview";
  n: number;
  show: Record<Kind, string>;
  country: string[];
}
/** What the map's frame tells the page: that it has drawn and listens, what is under the pointer, a press, a key. */
interface FrameMessage {
  atlas: "ready" | "hover" | "pointer" | "key";
  key?: string | null;
}

/** A cell: plain text, null for what is not known, or a text with the key by which it is sorted. */
type Cell =
  | string
  | null
  | {
      t: string | null;
      k?: Key;
      note?: string;
      tags?: string[];
      share?: number;
      dots?: [string, number][];
      span?: [number, number];
    };
type Key = string | number | [unit: string, amount: number] | null;

/** A place that a route can begin or end at, as a reader may call it. */
interface Stop {
  id: string;
  value: string;
  label: string;
  names: string[];
}

/** A part of the page, as Streamlit hands it to its script. */
interface Component<Data> {
  data: Data & { lang: string };
  parentElement: HTMLElement;
  setTriggerValue(name: "request", value: Record<string, string | number>): void;
}

/** A feature of the map with what is drawn of it. */
interface Feature {
  kind: Kind;
  key: string; // "kind:id", as in an address
  row: Row;
  points: Place[]; // of a leg; of all else its place, if it has one
  stack: number; // how many of its kind stand at its place already
  layers: L.Polyline[];
  shown: boolean;
  out: string | undefined;
}
interface Country extends Shape {
  layer: L.GeoJSON;
}
/** A mark as it is drawn: where in the window, and where its place truly is. */
interface Mark {
  feature: Feature;
  r: number;
  at: L.Point;
  true_at: L.Point;
}
interface Scene {
  map: L.Map;
  drawn: L.LayerGroup;
  kinds: Record<string, Feature[]>;
  rows: Rows;
  shapes: Shapes;
  features: Record<string, Feature>;
  countries: Record<string, Country>;
  lang: string;
  dark: boolean;
  base: string;
  hidden: string[];
  closed: string[];
  opening: number; // zoom
  marks: Mark[];
  main: Set<string>; // nodes that are stops of the route
  stops: MapRoute["stops"];
  under: string | null; // country that was pressed
  sel: string | null;
  lit: string | null;
  isRouting: boolean;
  isPledged: boolean;
  cover: number;
  unnamed: number;
}
interface Window {
  Atlas: {
    boot(place: string): L.Map;
    apply(message: MapMessage): L.LayerGroup;
    at(key: string): L.Point | null;
    marks(): Mark[];
    trunk(): string[];
    hits(point: L.Point): Feature[];
  };
  ATLAS_ROWS: Rows;
  ATLAS_SHAPES: Shapes;
  Streamlit: { setComponentValue(value: unknown): void }; // of streamlit-folium
  feature_group?: L.Layer[]; // of streamlit-folium
}

/** What can be found, as it is kept: its name, other names, what tells it from others, what opens it. */
interface Entry {
  name: string;
  also: string[];
  note: string;
  request: Record<string, string>;
}
/** The same, ready to be looked through: its names and note without accents, capitals and signs. */
interface Found extends Entry {
  kind: string;
  names: string[];
  said: string[];
}
/** Of a kind the hits that are shown, and how many there are. */
interface Hits {
  kind: string;
  all: number;
  hits: Found[];
}
