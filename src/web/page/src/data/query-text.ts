/**
 * Reads a query far enough to know what may be written next.
 *
 * In: the text of a query, finished or not, and a place in it. Out: the place's part in a triple, the classes of
 * variables. Never: an error (the server finds those), a request.
 */

type Kind = "comment" | "iri" | "text" | "variable" | "name" | "word" | "number" | "sign";
interface Token { kind: Kind; text: string; start: number; end: number; }

const forms: readonly [Kind, string][] = [
  ["comment", "#[^\\n]*"],
  ["iri", "<[^<>\"{}|^`\\\\\\s]*>"],
  ["text", "\"\"\"[\\s\\S]*?(?:\"\"\"|$)|'''[\\s\\S]*?(?:'''|$)|\"(?:[^\"\\\\\\n]|\\\\.)*\"?|'(?:[^'\\\\\\n]|\\\\.)*'?"],
  ["variable", "[?$]\\w+"],
  ["name", "(?:[A-Za-z][\\w-]*)?:(?:[\\w%:-]+(?:\\.+[\\w%:-]+)*)?"],
  ["word", "@?[A-Za-z][\\w-]*"],
  ["number", "\\d+(?:\\.\\d+)?"],
  ["sign", "\\^\\^|&&|\\|\\||[\\s\\S]"],
];
const TOKEN = new RegExp(forms.map(([, form]) => `(${form})`).join("|"), "g");

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const kind = forms[match.slice(1).findIndex((group) => group !== undefined)]?.[0];
    const start = match.index;
    if (kind && match[0].trim()) found.push({ kind, text: match[0], start, end: start + match[0].length });
  }
  return found;
}

export type Part = "head" | "subject" | "predicate" | "object" | "value" | "expression" | "done";
interface Frame {
  opened: "{" | "[" | "(" | "";
  part: Part;
  subject: string | null;
  predicate: string | null;
  /** After VALUES: variables, then a block of values. */
  values: boolean;
  /** The next term is no part of a triple: after GRAPH, and after ^^. */
  skip: boolean;
}

function frame(opened: Frame["opened"], part: Part, subject: string | null = null): Frame {
  return { opened, part, subject, predicate: null, values: false, skip: false };
}

/** Follows a query token by token. */
class Reader {
  readonly types = new Map<string, string[]>();
  readonly variables = new Set<string>();
  private readonly stack: Frame[] = [frame("", "head")];
  private blanks = 0;

  get top(): Frame {
    return this.stack[this.stack.length - 1] ?? frame("", "head");
  }

  read(token: Token): void {
    if (token.kind === "comment") return;
    if (token.kind === "variable") this.variables.add(token.text);
    if (token.kind === "sign") this.sign(token.text);
    else if (token.kind === "word") this.word(token.text);
    else this.term(token.text);
  }

  private close(opened: Frame["opened"]): void {
    while (this.stack.length > 1 && this.top.opened !== opened) this.stack.pop();
    const ended = this.top;
    if (this.stack.length > 1) this.stack.pop();
    const { top } = this;
    if (opened === "{" && top.part !== "head") Object.assign(top, { part: "subject", values: false, skip: false });
    if (opened === "(" && ended.part === "object" && top.part === "predicate") top.part = "object";
    if (opened === "[") this.term(ended.subject ?? "[]");
  }

  private sign(text: string): void {
    const { top } = this;
    switch (text) {
      case "{": this.stack.push(frame("{", top.values || top.part === "value" ? "value" : "subject")); break;
      case "[": this.stack.push(frame("[", "predicate", `_:${this.blanks++}`)); break;
      // In the place of a predicate, brackets hold a path; elsewhere an expression.
      case "(": this.bracket(top); break;
      case "}": this.close("{"); break;
      case "]": this.close("["); break;
      case ")": this.close("("); break;
      case "^^": top.skip = true; break;
      default: this.between(top, text);
    }
  }

  private bracket(top: Frame): void {
    const inner = top.part === "predicate" || top.part === "value" ? top.part : "expression";
    this.stack.push(frame("(", inner, top.subject));
  }

  /** Signs between the parts of triples. */
  private between(top: Frame, text: string): void {
    if (top.part === "head" || top.part === "value" || top.part === "expression") return;
    if (text === ".") Object.assign(top, { part: "subject", subject: null, predicate: null });
    else if (text === ";") top.part = "predicate";
    else if (text === ",") top.part = "object";
    else if ((text === "/" || text === "|" || text === "^") && top.part === "object") top.part = "predicate";
  }

  private word(text: string): void {
    const { top } = this;
    const key = text.toUpperCase();
    if (text.startsWith("@")) return;
    if (top.part === "predicate" && text === "a") this.term(text);
    else if (key === "TRUE" || key === "FALSE") this.term(text);
    else if (top.part === "subject" || top.part === "done" || top.part === "head") {
      if (top.part === "done") top.part = "subject";
      top.values = key === "VALUES";
      top.skip = key === "GRAPH" || key === "SERVICE";
    }
  }

  private term(text: string): void {
    const { top } = this;
    if (top.skip) top.skip = false;
    else if (top.values) return;
    else if (top.part === "subject") Object.assign(top, { part: "predicate", subject: text, predicate: null });
    else if (top.part === "predicate") Object.assign(top, { part: "object", predicate: text });
    else if (top.part === "object" && top.opened !== "(") {
      if (top.subject && isType(top.predicate)) this.types.set(top.subject, [...(this.types.get(top.subject) ?? []), text]);
      top.part = "done";
    }
  }
}

function isType(predicate: string | null): boolean {
  return predicate === "a" || predicate === "rdf:type";
}

/** Where in a query something is being written. */
export interface Place {
  part: Part;
  /** As written, of the triple at hand. */
  subject: string | null;
  /** Whether a class is due. */
  ofType: boolean;
  /** Classes of the subject, as written, from anywhere in the query. */
  classes: string[];
  variables: string[];
  /** Whether the place lies in a text or a comment, where nothing is completed. */
  quoted: boolean;
}

/** The place at `at`, where a word that began at `from` is being written. */
export function placeOf(text: string, from: number, at: number): Place {
  const all = tokens(text);
  const before = new Reader();
  const whole = new Reader();
  for (const token of all) {
    if (token.end <= from) before.read(token);
    // The word at hand is no part of the query yet: as a subject it would swallow what follows.
    if (token.end <= from || token.start >= at) whole.read(token);
  }
  const quoted = all.some(({ kind, text: quote, start, end }) =>
    (kind === "text" && start < at && (at < end || !/^(["'])[\s\S]*\1$/.test(quote) || quote.length < 2))
    || (kind === "comment" && start < at && at <= end));
  const { part, subject, predicate } = before.top;
  return {
    part, subject, quoted,
    ofType: part === "object" && isType(predicate),
    classes: subject === null ? [] : [...new Set([...(before.types.get(subject) ?? []), ...(whole.types.get(subject) ?? [])])],
    variables: [...whole.variables],
  };
}

/** The place of an error as the server words it: "line 3, column 5". */
export function placeInWords(detail: string): { line: number; column: number } | null {
  const found = /\bline (\d+), column (\d+)/.exec(detail);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}
