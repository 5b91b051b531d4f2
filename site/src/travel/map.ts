/** Draws a map of the world in which each country is the darker, the more journeys it counts. */
import { geoEqualEarth, geoPath } from "d3-geo";
import { iso31661 } from "iso-3166";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { element, svg } from "../dom.ts";

const WIDTH = 960;
const HEIGHT = 470;
const SHADES = 4;

/** By the number that the map has for each country: what ISO 3166 calls it. */
const LETTERS = new Map(iso31661.map(({ numeric, alpha3 }) => [numeric, alpha3]));

export interface CountryOnMap {
  name: string;
  journeys: number;
}

/**
 * Return a map and its legend.
 * @param counted - By the three letters of ISO 3166.
 * @param choose - Called with the letters of a country that was pressed.
 */
export async function drawMap(
  address: URL,
  counted: Map<string, CountryOnMap>,
  chosen: string | undefined,
  choose: (letters: string) => void,
  label: string,
): Promise<HTMLElement[]> {
  const world = await load(address);
  const { features } = feature(world, world.objects.countries!);
  const path = geoPath(geoEqualEarth().fitSize([WIDTH, HEIGHT], { type: "Sphere" }), undefined).digits(1);
  const bounds = shadeBounds([...counted.values()].map(({ journeys }) => journeys));
  const shapes = features.map((country) => {
    const letters = LETTERS.get(String(country.id));
    const count = letters ? counted.get(letters) : undefined;
    const shade = count && bounds.findIndex((bound) => count.journeys <= bound) + 1;
    const kind = [shade && `shade-${shade}`, letters && letters === chosen && "chosen"].filter(Boolean).join(" ");
    const shape = svg("path", { d: path(country) ?? "", class: kind || false });
    if (!count || !letters) return shape;
    shape.append(svg("title", {}, `${count.name}: ${count.journeys.toLocaleString("en")}`));
    shape.style.cursor = "pointer";
    shape.addEventListener("click", () => choose(letters));
    return shape;
  });
  const map = svg("svg", { class: "map", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label }, ...shapes);
  const keys = bounds.map((bound, index) => {
    const least = (bounds[index - 1] ?? 0) + 1;
    const text = least === bound ? String(bound) : `${least} to ${bound}`;
    return element("li", {}, element("span", { class: `swatch shade-${index + 1}` }), ` ${text}`);
  });
  const figure = element("div");
  figure.append(map);
  return [figure, element("ul", { class: "legend" }, ...keys)];
}

/** Return the largest number of each shade, so that each has about as many countries. */
export function shadeBounds(numbers: number[]): number[] {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  const shades = Math.min(SHADES, sorted.length);
  const all = [...numbers].sort((one, other) => one - other);
  const bounds = Array.from({ length: shades }, (_, index) => all[Math.ceil(((index + 1) * all.length) / shades) - 1]!);
  return [...new Set(bounds)];
}

let loaded: Promise<Topology<{ countries: GeometryCollection }>> | undefined;

function load(address: URL): Promise<Topology<{ countries: GeometryCollection }>> {
  loaded ??= fetch(address).then((response) => response.json() as Promise<Topology<{ countries: GeometryCollection }>>);
  return loaded;
}
