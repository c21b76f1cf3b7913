/**
 * An answer as a file, in the forms that the endpoint gives.
 *
 * In: what was asked. Out: a file. Never: a file that is cut without a word.
 */
import { useState } from "preact/hooks";
import { saveFile } from "../../data/csv";
import { ApiError } from "../../data/http";
import { answerFile, type Asked } from "../../data/sparql";
import { CopyButton } from "../part/copy";

interface Form { word: string; media: string; end: string; }

const rowForms: readonly Form[] = [
  { word: "CSV", media: "text/csv", end: "csv" },
  { word: "TSV", media: "text/tab-separated-values", end: "tsv" },
  { word: "JSON", media: "application/sparql-results+json", end: "srj" },
  { word: "XML", media: "application/sparql-results+xml", end: "srx" },
];
/** Yes or no has no rows, so no table. */
const booleanForms = rowForms.slice(2);
const graphForms: readonly Form[] = [
  { word: "Turtle", media: "text/turtle", end: "ttl" },
  { word: "N-Triples", media: "application/n-triples", end: "nt" },
  { word: "JSON-LD", media: "application/ld+json", end: "jsonld" },
  { word: "RDF/XML", media: "application/rdf+xml", end: "rdf" },
];
const forms = { table: rowForms, boolean: booleanForms, graph: graphForms };

export function SaveAnswer({ asked, kind }: { asked: Asked; kind: keyof typeof forms }) {
  const [said, say] = useState("");
  const save = async (form: Form) => {
    say(`Asking for ${form.word} …`);
    try {
      const { data, truncated } = await answerFile(asked, form.media);
      saveFile(`${asked.kind === "stored" ? asked.name : "answer"}.${form.end}`, data);
      say(truncated === null ? `Saved as ${form.word}` : `Saved as ${form.word}, but cut: ${truncated}`);
    } catch (problem) {
      say(`Not saved: ${ApiError.of(problem).message}`);
    }
  };
  return (
    <div class="save">
      <p class="table-tools">
        <span class="save-word">Save the answer:</span>
        {forms[kind].map((form) => <button key={form.word} type="button" onClick={() => save(form)}>{form.word}</button>)}
        <CopyButton text={() => location.href}>Copy the address</CopyButton>
      </p>
      <p role="status" class="hint">{said}</p>
    </div>
  );
}
