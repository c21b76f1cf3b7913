/**
 * Colours of what is drawn: names of places for them, and the set that saved pictures have.
 *
 * In: nothing. Out: values of colours. Never: a colour that says something no word or letter says.
 */
import type { EntityClass } from "./types";

export interface Colours {
  paper: string;
  ink: string;
  line: string;
  /** Lines where there are thousands. */
  thin: string;
  /** Lines and nodes that step back. */
  faint: string;
  strong: string;
  classes: Record<EntityClass, string>;
  /** What can be read on each of them. */
  on: Record<EntityClass, string>;
  /** The first nine; all further ones share `other`. */
  communities: string[];
  other: string;
}

/** How many communities have a colour of their own. */
export const COMMUNITIES = 9;

/** Saved pictures are for print: black on white, whatever the page has. */
export const onPaper: Colours = {
  paper: "#ffffff", ink: "#1f2933", line: "#9aa5b1", thin: "#cbd2d9", faint: "#e4e7eb", strong: "#0b4f9e",
  classes: {
    Organisation: "#332288", Country: "#b04a5c", Programme: "#117733", Donor: "#ddaa33", Instrument: "#44aa99",
    Region: "#882255",
  },
  on: {
    Organisation: "#ffffff", Country: "#ffffff", Programme: "#ffffff", Donor: "#12161b", Instrument: "#12161b",
    Region: "#ffffff",
  },
  communities: [
    "#332288", "#cc6677", "#117733", "#ddaa33", "#44aa99", "#882255", "#66a3d2", "#999933", "#aa4499",
  ],
  other: "#9aa5b1",
};

export function communityColour(colours: Colours, community: number): string {
  return colours.communities[community] ?? colours.other;
}
