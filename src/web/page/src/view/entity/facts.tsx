/**
 * What an entity is: kind, names, identifiers, what it belongs to, what came before and after.
 *
 * In: an `EntityPage`. Out: a list of facts, those that are known. Never: an empty row.
 */
import type { ComponentChildren } from "preact";
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import type { EntityPage, EntityRef } from "../../data/types";
import { counted, kindWords } from "../../data/words";
import { EntityLink } from "../part/names";
import { Outside } from "../part/outside";

/** So many stand there at once; more on demand. */
const FEW = 8;

interface SomeProps<T> { of: readonly T[]; what: string; children: (one: T) => ComponentChildren; }

function Some<T>({ of: all, what, children }: SomeProps<T>) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? all : all.slice(0, FEW);
  return (
    <ul class="some">
      {shown.map((one, i) => <li key={i}>{children(one)}</li>)}
      {all.length > FEW && (
        <li><button type="button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? "Fewer" : `All ${counted(all.length, what)}`}
        </button></li>
      )}
    </ul>
  );
}

function entities(all: readonly EntityRef[], what: string): ComponentChildren {
  return all.length > 0 && <Some of={all} what={what}>{(one) => <EntityLink of={one} />}</Some>;
}

function one(entity: EntityRef | null): ComponentChildren {
  return entity && <EntityLink of={entity} />;
}

function texts(all: readonly string[], what: string): ComponentChildren {
  return all.length > 0 && <Some of={all} what={what}>{(text) => text}</Some>;
}

function addresses(all: readonly string[]): ComponentChildren {
  return all.length > 0 && <Some of={all} what="address">{(address) => <Outside href={address} />}</Some>;
}

const origins: Record<EntityPage["origin"], string> = {
  listed: "in the vocabulary",
  template: "made from a pattern of names that the vocabulary knows",
  provisional: "found in the texts only: no vocabulary lists it",
};

function facts(page: EntityPage): [string, ComponentChildren][] {
  const labels = Object.entries(page.labels);
  return [
    ["Kind", kindWords(page.class, page.kind)],
    ["Abbreviation", texts(page.abbreviations, "abbreviation")],
    ["Country", one(page.country)],
    ["Parent", one(page.parent)],
    ["Part of", entities(page.part_of, "body")],
    ["Units", entities(page.units, "unit")],
    ["Replaces", entities(page.replaces, "body")],
    ["Replaced by", one(page.replaced_by)],
    ["Other names", texts(page.names.filter((name) => name !== page.label), "name")],
    ["In other languages", labels.length > 0
      && <Some of={labels} what="language">{([language, label]) => <span lang={language}>{label} <span class="hint">{language}</span></span>}</Some>],
    ["Names in the texts", page.surfaces.length > 0
      && <Some of={page.surfaces} what="name">{({ text, count }) => <>{text} <span class="hint count">{count}</span></>}</Some>],
    ["Identifiers", page.identifiers.length > 0
      && <Some of={page.identifiers} what="identifier">{({ scheme, value, url }) => <>{scheme} <Outside href={url}>{value}</Outside></>}</Some>],
    ["Same as", addresses(page.same_as)],
    ["See also", addresses(page.see_also)],
    ["Origin", origins[page.origin]],
  ];
}

export function EntityFacts({ of: page }: { of: EntityPage }) {
  return (
    <dl class="facts">
      {facts(page).map(([name, value]) => value ? <Fragment key={name}><dt>{name}</dt><dd>{value}</dd></Fragment> : null)}
    </dl>
  );
}
