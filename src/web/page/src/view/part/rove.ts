/**
 * Many links, one stop of the Tab key: arrows go from one to the next, as the ARIA practices have it.
 *
 * In: elements with `data-row` and `data-column`. Out: the focus, moved. Never: the Tab key.
 */
interface Stop { element: HTMLElement | SVGElement; row: number; column: number; }

function stopsIn(place: Element): Stop[] {
  return [...place.querySelectorAll<HTMLElement | SVGElement>("[data-row]")].map((element) => ({
    element, row: Number(element.dataset["row"]), column: Number(element.dataset["column"] ?? 0),
  }));
}

/** Of two stops in a direction, the one in the same line and nearest. */
function pick(stops: Stop[], from: Stop, key: string): Stop | undefined {
  const best = (there: Stop[], far: (stop: Stop) => number) => there.sort((a, b) => far(a) - far(b))[0];
  const { row, column } = from;
  const inRow = stops.filter((stop) => stop.row === row);
  const inColumn = stops.filter((stop) => stop.column === column);
  switch (key) {
    case "ArrowRight": return best(inRow.filter((stop) => stop.column > column), (stop) => stop.column);
    case "ArrowLeft": return best(inRow.filter((stop) => stop.column < column), (stop) => -stop.column);
    case "ArrowDown": return best(inColumn.filter((stop) => stop.row > row), (stop) => stop.row)
      ?? best(stops.filter((stop) => stop.row > row), (stop) => stop.row * 1000 + Math.abs(stop.column - column));
    case "ArrowUp": return best(inColumn.filter((stop) => stop.row < row), (stop) => -stop.row)
      ?? best(stops.filter((stop) => stop.row < row), (stop) => -stop.row * 1000 + Math.abs(stop.column - column));
    case "Home": return best(inRow, (stop) => stop.column);
    case "End": return best(inRow, (stop) => -stop.column);
    default: return undefined;
  }
}

/** For `onKeyDown` of what holds them. */
export function rove(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const place = event.currentTarget;
  if (!(place instanceof Element)) return;
  const stops = stopsIn(place);
  const from = stops.find((stop) => stop.element === document.activeElement);
  const next = from && pick(stops, from, event.key);
  if (!next) return;
  event.preventDefault();
  for (const { element } of stops) element.setAttribute("tabindex", element === next.element ? "0" : "-1");
  next.element.focus();
}
