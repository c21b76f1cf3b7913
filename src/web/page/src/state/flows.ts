/**
 * What the flows view keeps in its address.
 *
 * In: the query. Out: typed values. Never: a default written out.
 */
import type { Filters, Predicate } from "../data/types";
import { predicates } from "../data/words";
import { choice, filterFields, text, whole, type Fields } from "./query";

export const pictures = ["flow", "receivers", "countries", "pairs"] as const;
export type PictureName = (typeof pictures)[number];
export const relations = ["cooccur", ...predicates] as const;

export interface FlowsState extends Filters {
  show: PictureName;
  /** What the last picture counts. */
  of: "cooccur" | Predicate;
  limit: number;
  top: number;
  /** The list of statements that is open: of a donor, to a receiver, in stories of a country. */
  donor: string;
  receiver: string;
  where: string;
}

export const flowsFields: Fields<FlowsState> = {
  ...filterFields,
  show: choice(pictures, "flow"),
  of: choice(relations, "cooccur"),
  limit: whole(20, 5, 100),
  top: whole(24, 5, 60),
  donor: text(),
  receiver: text(),
  where: text(),
};

export type FlowsChange = (change: Partial<FlowsState>, how?: "push" | "replace") => void;

/** No list is open. */
export const noList = { donor: "", receiver: "", where: "" };
