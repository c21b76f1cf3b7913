/**
 * The box that finds a name, from any view.
 *
 * In: typed words. Out: an entity, a question, or the find view with the words. Never: a list of its own.
 */
import { useEffect, useState } from "preact/hooks";
import { counted } from "../../data/words";
import { go, to, useRoute } from "../../state/route";
import { useSearch, type Found } from "../../state/search";
import { Combobox, type Group } from "./combobox";
import { Hit } from "./hit";

const LABEL = "Find an organisation, country, programme or donor";
/** Few enough that the questions below them are seen, too. */
const HITS = 6;
const QUESTIONS = 6;

function groupsOf({ hits, questions, about }: Found): Group[] {
  return [
    {
      label: "Names",
      options: hits.map((hit) => ({
        key: `name ${hit.id}`, content: <Hit of={hit} />, choose: () => go(to.entity(hit.id)),
      })),
    },
    {
      label: about ? `Questions about ${about.label}` : "Questions",
      options: questions.slice(0, QUESTIONS).map((question) => ({
        key: `question ${question.text}`, content: question.text, choose: () => go(to.question(question)),
      })),
    },
  ];
}

function statusOf(found: Found): string {
  if (found.error) return found.error.detail || found.error.title;
  if (!found.current) return "";
  if (found.hits.length === 0) return "No name fits. Enter looks in the titles of the stories, too.";
  const questions = Math.min(found.questions.length, QUESTIONS);
  return counted(found.hits.length, "name") + (questions > 0 ? `, ${counted(questions, "question")}` : "");
}

export function FindBox({ large }: { large?: boolean }) {
  const route = useRoute();
  const asked = route.view === "find" ? route.query.get("q") ?? "" : "";
  const [typed, type] = useState(asked);
  // The path, too: who has come to an entity is done with the words.
  useEffect(() => type(asked), [asked, route.path]);
  const found = useSearch(typed, { limit: HITS });
  const submit = (value: string) => go(to.find(value.trim() ? { q: value.trim() } : undefined));
  return (
    <form
      class={large ? "find-box large" : "find-box"} role="search" action="/"
      onSubmit={(event) => {
        event.preventDefault();
        submit(typed);
      }}
    >
      <Combobox
        label={LABEL} labelled={large} value={typed} onValue={type} onSubmit={submit} groups={groupsOf(found)}
        status={statusOf(found)} placeholder={large ? "A name, an abbreviation, even misspelt" : "Find a name"}
      />
      <button type="submit">Find</button>
    </form>
  );
}
