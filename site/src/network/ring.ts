/** Draws ties between people as a ring: lines are the wider, the more often two met or wrote. */
import { svg } from "../dom.ts";
import { type Tie, weight } from "./ties.ts";

/** No drawing is narrower or wider. */
const NARROWEST = 320;
const BROADEST = 900;
/** The most that names take on each side, and how wide a letter is. */
const NAMES = 200;
const LETTER = 6.4;
const WIDEST = 9;
const THINNEST = 0.8;

export interface Drawing {
  /** The numbers of those on the ring, in the order in which they are drawn. */
  around: number[];
  ties: Tie[];
  /** Who is in the middle, if anybody. */
  middle: number | undefined;
  name: (person: number) => string;
  address: (person: number) => string;
  /** How wide there is room, in pixels. */
  width: number;
  label: string;
}

export function drawRing({ around, ties, middle, name, address, width, label }: Drawing): SVGElement {
  const broad = Math.min(Math.max(width, NARROWEST), BROADEST);
  const names = Math.min(NAMES, broad * 0.33);
  const radius = broad / 2 - names - 16;
  const rows = Math.ceil(around.length / 2);
  const height = Math.max(rows * 26 + 60, 260);
  const [x, y] = [broad / 2, height / 2];
  const places = new Map<number, { x: number; y: number; side: number }>();
  around.forEach((person, index) => {
    const side = index < rows ? 1 : -1;
    const row = side > 0 ? index : around.length - 1 - index;
    const inColumn = side > 0 ? rows : around.length - rows;
    const down = (row + 0.5) / inColumn - 0.5;
    const out = Math.sqrt(Math.max(1 - (down * 1.9) ** 2, 0.04));
    places.set(person, { x: x + side * out * radius, y: y + down * (height - 40), side });
  });
  if (middle !== undefined) places.set(middle, { x, y, side: 0 });
  const spokes = ties.filter(({ one, other }) => one === middle || other === middle);
  const largest = Math.max(...(spokes.length ? spokes : ties).map(weight), 1);
  const lines = ties.flatMap((tie) => {
    const [one, other] = [places.get(tie.one), places.get(tie.other)];
    if (!one || !other) return [];
    const spoke = middle === undefined || tie.one === middle || tie.other === middle;
    const kind = !spoke ? "edge among" : tie.met ? "edge" : "edge wrote";
    const width = THINNEST + (WIDEST - THINNEST) * Math.sqrt(Math.min(weight(tie) / largest, 1));
    const path = spoke && middle !== undefined ? `M${one.x},${one.y}L${other.x},${other.y}` : bent(one, other, { x, y });
    return [svg("path", { class: kind, d: path, "stroke-width": (spoke ? width : Math.min(width, 2)).toFixed(1) })];
  });
  const labels = around.map((person) => {
    const place = places.get(person)!;
    const text = svg("text", { x: place.x + place.side * 12, y: place.y + 4, "text-anchor": place.side > 0 ? "start" : "end" }, cut(name(person), names));
    const title = svg("title", {}, name(person));
    return svg("a", { href: address(person) }, title, svg("circle", { cx: place.x, cy: place.y, r: 5 }), text);
  });
  const center = middle === undefined ? [] : middleLabel(name(middle), x, y, radius);
  return svg("svg", { class: "network", viewBox: `0 0 ${broad} ${height}`, role: "group", "aria-label": label }, ...lines.reverse(), ...labels, ...center);
}

/** Where there is no room for the name, as on a phone, only a dot is drawn: the sentence above has the name. */
function middleLabel(name: string, x: number, y: number, radius: number): SVGElement[] {
  const half = name.length * 4.2 + 10;
  if (half > radius - 10) return [svg("circle", { class: "middle", cx: x, cy: y, r: 8 })];
  const box = { x: x - half, y: y - 14, width: 2 * half, height: 28, rx: 4, fill: "var(--paper)", stroke: "var(--bar)" };
  return [svg("rect", box), svg("text", { class: "middle", x, y: y + 5, "text-anchor": "middle" }, name)];
}

function cut(name: string, width: number): string {
  const most = Math.floor(width / LETTER);
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
}

/** Return a line between two places that is bent to the middle, the more the farther they are from each other. */
function bent(one: Place, other: Place, middle: Place): string {
  const half = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
  const bend = Math.min(Math.hypot(one.x - other.x, one.y - other.y) / middle.x, 1) * 0.6;
  const control = { x: half.x + (middle.x - half.x) * bend, y: half.y + (middle.y - half.y) * bend };
  return `M${one.x},${one.y}Q${control.x},${control.y} ${other.x},${other.y}`;
}

interface Place {
  x: number;
  y: number;
}
