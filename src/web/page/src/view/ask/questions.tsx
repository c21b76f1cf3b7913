/**
 * The stored questions: a menu in words, a form for what they are asked of, the answer.
 *
 * In: the stored queries, the state of the address. Out: another address. Never: SPARQL that the reader has to know.
 */
import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { leadOf } from "../../data/leads";
import type { Prefixes } from "../../data/terms";
import type { StoredQuery } from "../../data/types";
import { askAddress, goAsk, type AskState } from "../../state/ask";
import { Link } from "../part/link";
import { Notice } from "../part/notice";
import { AnswerPanel, type Showing } from "./answer";
import { EntityField } from "./entity-field";

type Parameter = StoredQuery["parameters"][number];
type Set_ = Record<string, string>;

/** What a parameter is if nobody sets it, without the prefix of ids. */
function given(parameter: Parameter): string {
  return (parameter.values[0] ?? "").replace(/^id:/, "");
}

function withGiven(query: StoredQuery, set: Set_): Set_ {
  return Object.fromEntries(query.parameters.map((one) => [one.name, set[one.name] ?? given(one)]));
}

/** The text of a question with its parameters as they are set, for the editor. */
function textOf(query: StoredQuery, set: Set_): string {
  return query.parameters.reduce((text, one) => {
    const value = set[one.name];
    if (!value) return text;
    const term = one.takes === "text" ? JSON.stringify(value) : `id:${value}`;
    return text.replace(new RegExp(`(VALUES \\?${one.name} \\{)[^}]*\\}`), (_, head: string) => `${head} ${term} }`);
  }, query.text);
}

function Menu({ queries }: { queries: readonly StoredQuery[] }) {
  const groups = [
    { title: "About a name that you choose", of: queries.filter((one) => one.parameters.some((p) => p.takes === "entity")) },
    { title: "About all that was read", of: queries.filter((one) => !one.parameters.some((p) => p.takes === "entity")) },
  ];
  return (
    <div class="question-menu">
      {groups.map(({ title, of }) => of.length > 0 && (
        <section key={title}>
          <h2>{title}</h2>
          <ul>{of.map((one) => <li key={one.name}><Link to={askAddress({ question: one.name })}>{one.question}</Link></li>)}</ul>
        </section>
      ))}
    </div>
  );
}

function Chooser({ queries, chosen }: { queries: readonly StoredQuery[]; chosen: string }) {
  const id = useId();
  return (
    <div class="field question-chooser">
      <label for={id}>Question</label>
      <select id={id} value={chosen} onChange={(event) => goAsk({ question: event.currentTarget.value })}>
        {queries.map((one) => <option key={one.name} value={one.name}>{one.question}</option>)}
      </select>
      <Link to={askAddress({})}>All questions</Link>
    </div>
  );
}

function TextField({ of: parameter, value, onChange }: { of: Parameter; value: string; onChange(value: string): void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{parameter.name}</label>
      <input id={id} type="text" value={value} autocomplete="off" onInput={(event) => onChange(event.currentTarget.value)} />
      <span class="hint">{parameter.says}</span>
    </div>
  );
}

function Form({ of: query, set }: { of: StoredQuery; set: Set_ }) {
  const now = withGiven(query, set);
  const [draft, change] = useState(now);
  useEffect(() => change(now), [JSON.stringify(now)]);
  const put = (name: string) => (value: string) => change((old) => ({ ...old, [name]: value }));
  const submit = (event: Event) => {
    event.preventDefault();
    goAsk({ question: query.name, set: draft });
  };
  return (
    <form class="question-form" onSubmit={submit}>
      {query.parameters.map((one) => (
        one.takes === "entity"
          ? <EntityField key={one.name} label={one.name} hint={one.says} value={draft[one.name] ?? ""} onChange={put(one.name)} />
          : <TextField key={one.name} of={one} value={draft[one.name] ?? ""} onChange={put(one.name)} />
      ))}
      <button type="submit" class="main">Ask</button>
    </form>
  );
}

interface Props extends Showing { queries: readonly StoredQuery[]; prefixes: Prefixes; state: AskState; }

export function Questions({ queries, prefixes, state, ...showing }: Props) {
  const query = queries.find((one) => one.name === state.question);
  const lead = useMemo(() => query && leadOf(query.text), [query]);
  if (!query) {
    return (
      <>
        {state.question !== null && <Notice kind="warning"><p>There is no stored question {state.question}.</p></Notice>}
        <Menu queries={queries} />
      </>
    );
  }
  const set = withGiven(query, state.set);
  const asked = { kind: "stored" as const, name: query.name, set: state.set };
  return (
    <>
      <Chooser queries={queries} chosen={query.name} />
      {query.parameters.length > 0 && <Form key={query.name} of={query} set={state.set} />}
      <h2>Answer</h2>
      <AnswerPanel key={JSON.stringify(asked)} asked={asked} prefixes={prefixes} lead={lead} set={set} {...showing} />
      <p><Link to={askAddress({ way: "sparql", sparql: textOf(query, state.set) })}>Open this question in the editor</Link></p>
    </>
  );
}
