/**
 * Donor, fund, receiver as bars and bands; each band leads to its sentences.
 *
 * In: flows. Out: SVG links. Never: money as a width.
 */
import { useMemo } from "preact/hooks";
import { BAR, sankey, type Band, type Bar, type FlowNode } from "../../data/flows/sankey";
import { short } from "../../data/network/dress";
import type { Flows } from "../../data/types";
import { amountWords, counted } from "../../data/words";
import { Link } from "../part/link";
import { rove } from "../part/rove";
import { nodeName } from "./names";

/** "A funds B: 3 stories; USD 2,500,000 (pledged)". */
export function bandWords({ link, source, target }: Band): string {
  const money = link.amounts.length > 0 ? `; ${link.amounts.map(amountWords).join("; ")}` : "";
  return `${nodeName(source.node)} funds ${nodeName(target.node)}: ${counted(link.documents, "story", "stories")}${money}`;
}

function classOf(node: FlowNode): string | undefined {
  return node.kind === "entity" ? node.class : undefined;
}

/** The letter of the class stands before or after the name, so that the colour is not alone. */
function BarWords({ of: { node, x, y, height }, last, first }: { of: Bar; first: boolean; last: boolean }) {
  const letter = node.kind === "entity" ? node.class.charAt(0) : "";
  const name = short(nodeName(node));
  const outside = first ? x - 6 : x + BAR + 6;
  return (
    <text x={outside} y={y + height / 2} dy="0.35em" text-anchor={first ? "end" : "start"} class={first || last ? undefined : "between"}>
      {letter && !first && <tspan class="letter">{`${letter} `}</tspan>}
      {name}
      {letter && first && <tspan class="letter">{` ${letter}`}</tspan>}
    </text>
  );
}

interface Props { of: Flows; address(band: Band): string; }

export function FlowPicture({ of: flows, address }: Props) {
  const picture = useMemo(() => sankey(flows), [flows]);
  const columns = picture.bars.map((bar) => bar.node.column);
  const [first, last] = [Math.min(...columns), Math.max(...columns)];
  return (
    <div class="flow-scroll" tabIndex={0} role="group" aria-label="Picture; scrolls sideways if it is wide">
      <svg class="flow" viewBox={`0 0 ${picture.width} ${picture.height}`} role="group"
        aria-label="Donors, funds and receivers. Arrow keys go from band to band; the table below says the same." onKeyDown={rove}>
        {picture.bands.map((band, i) => (
          <Link key={i} to={address(band)} data-row={i} tabIndex={i === 0 ? 0 : -1} data-class={classOf(band.source.node)}
            class="band" aria-label={bandWords(band)}>
            <path d={band.path} stroke-width={band.width} />
            <title>{bandWords(band)}</title>
          </Link>
        ))}
        {picture.bars.map((bar, i) => (
          <g key={i} data-class={classOf(bar.node)}>
            <title>{nodeName(bar.node)}</title>
            <rect x={bar.x} y={bar.y} width={BAR} height={bar.height} />
            <BarWords of={bar} first={bar.node.column === first} last={bar.node.column === last && last !== first} />
          </g>
        ))}
      </svg>
    </div>
  );
}
