/**
 * The stored questions: a menu in words, a form for what they are asked of, the answer.
 *
 * In: the stored queries, the state of the address. Out: another address. Never: SPARQL that the reader has to know.
 */
import { useId, useMemo } from "preact/hooks";
import { leadOf } from "../../data/leads";
import type { Prefixes } from "../../data/terms";
import type { StoredQuery } from "../../data/types";
import { askAddress, goAsk, type AskState } from "../../state/ask";
import { useNames } from "../../state/names";
import { Link } from "../part/link";
import { NameField } from "../part/name-field";
import { Notice } from "../part/notice";
import { Select } from "../part/select";
import { AnswerPanel, type Showing } from "./answer";

type Parameter = StoredQuery["parameters"][number];
type Set_ = Record<string, string>;

/** What a parameter is if nobody sets it, without the prefix of ids and the marks of texts. */
function given(parameter: Parameter): string {
  return (parameter.values[0] ?? "").replace(/^id:|^"|"$/g, "");
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

/** Words that a parameter may be: those in quotation marks, where its meaning lists some. */
function choices(says: string): string[] {
  const found = [...says.matchAll(/"([^"]+)"/g)].map(([, word]) => word ?? "");
  return found.length > 1 ? found : [];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface FieldProps { of: Parameter; value: string; name: string; onChange(value: string): void; }

/** What is chosen is asked at once: an answer below a field that says otherwise would mislead. */
function Field({ of: parameter, value, name, onChange }: FieldProps) {
  const id = useId();
  const label = capital(parameter.says);
  if (parameter.takes === "entity") {
    return <NameField label={label} chosen={name} onChoose={(entity) => onChange(entity.id)} />;
  }
  const words = choices(parameter.says);
  if (words.length > 0) {
    return <Select label={capital(parameter.name)} value={value} options={words.map((one) => ({ value: one, words: one }))} onChange={onChange} />;
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="text" value={value} autocomplete="off" onChange={(event) => onChange(event.currentTarget.value)} />
    </div>
  );
}

interface AskedOf { query: StoredQuery; set: Set_; name: (id: string) => string; showing: Showing; prefixes: Prefixes; }

function Fields({ query, set, name }: Omit<AskedOf, "showing" | "prefixes">) {
  const put = (parameter: Parameter) => (value: string) => {
    if (value) goAsk({ question: query.name, set: { ...set, [parameter.name]: value } });
  };
  return (
    <div class="question-fields">
      {query.parameters.map((one) => {
        const value = set[one.name] ?? "";
        return <Field key={one.name} of={one} value={value} name={name(value)} onChange={put(one)} />;
      })}
    </div>
  );
}

/** The question with the names in it, where its text says how: `# Asks: Who carries out {programme}?` */
function inWords(query: StoredQuery, set: Set_, name: (id: string) => string): string {
  const asks = /^# Asks: (.+)$/m.exec(query.text)?.[1];
  return asks ? asks.replace(/\{(\w+)\}/g, (_, key: string) => name(set[key] ?? key)) : "Answer";
}

function One({ query, set, given: asSet, prefixes, showing }: Omit<AskedOf, "name"> & { given: Set_ }) {
  const lead = useMemo(() => leadOf(query.text), [query]);
  const name = useNames(query.parameters.filter((one) => one.takes === "entity").map((one) => set[one.name] ?? ""));
  const asked = { kind: "stored" as const, name: query.name, set: asSet };
  return (
    <>
      {query.parameters.length > 0 && <Fields query={query} set={set} name={name} />}
      <h2>{inWords(query, set, name)}</h2>
      <AnswerPanel key={JSON.stringify(asked)} asked={asked} prefixes={prefixes} lead={lead} set={set} {...showing} />
      <p><Link to={askAddress({ way: "sparql", sparql: textOf(query, asSet) })}>Open this question in the editor</Link></p>
    </>
  );
}

interface Props extends Showing { queries: readonly StoredQuery[]; prefixes: Prefixes; state: AskState; }

export function Questions({ queries, prefixes, state, ...showing }: Props) {
  const query = queries.find((one) => one.name === state.question);
  if (!query) {
    return (
      <>
        {state.question !== null && <Notice kind="warning"><p>There is no stored question {state.question}.</p></Notice>}
        <Menu queries={queries} />
      </>
    );
  }
  return (
    <>
      <Chooser queries={queries} chosen={query.name} />
      <One key={query.name} query={query} set={withGiven(query, state.set)} given={state.set} prefixes={prefixes} showing={showing} />
    </>
  );
}
