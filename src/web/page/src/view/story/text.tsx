/**
 * The text of a story with every mention and every word that states a relation marked.
 *
 * In: a `StoryPage`, the passage one came for. Out: paragraphs; names lead to entities, words to edges. Never: a part of
 * the text left out, markup of the text run.
 */
import type { ComponentChildren } from "preact";
import { cutter, meet, pieces, pointsOf, type Cutter, type Piece, type Span } from "../../data/spans";
import type { StoryPage } from "../../data/types";
import { NameInText } from "../part/passage";
import { SaidWords } from "./words";

type Mention = StoryPage["mentions"][number];
interface NameSpan extends Span { mention: Mention; }
/** `relations`: their places in the story's list. */
interface WordSpan extends Span { relations: number[]; }
type StorySpan = NameSpan | WordSpan;

/** Words that state several relations are one mark. */
function wordSpans(story: StoryPage): WordSpan[] {
  const found = new Map<string, WordSpan>();
  story.relations.forEach(({ words: [start, end] }, i) => {
    const key = `${start}-${end}`;
    const known = found.get(key);
    if (known) known.relations.push(i);
    else found.set(key, { start, end, relations: [i] });
  });
  return [...found.values()];
}

interface Block extends Span { kind: string; }

/** All of the text: what stands between paragraphs is one, too, if it is more than space. */
function blocks(story: StoryPage, length: number, cut: Cutter): Block[] {
  const all: Block[] = [];
  let at = 0;
  const between = (end: number) => {
    if (end > at && cut(at, end).trim() !== "") all.push({ start: at, end, kind: "" });
  };
  for (const { start, end, kind } of [...story.paragraphs].sort((a, b) => a.start - b.start)) {
    if (start < at || end > length) continue;
    between(start);
    all.push({ start, end, kind });
    at = end;
  }
  between(length);
  return all;
}

/** The innermost name: "Albania" in "Ministry of Interior of Albania" leads to the country. */
function nameOf(piece: Piece<StorySpan>): NameSpan | undefined {
  return piece.spans.filter((span): span is NameSpan => "mention" in span).at(-1);
}

/** Of a name that others cut, the longest piece carries its letter and takes the focus; the rest only look like it. */
function mainPieces(all: readonly Piece<StorySpan>[]): Set<Piece<StorySpan>> {
  const longest = new Map<NameSpan, Piece<StorySpan>>();
  for (const piece of all) {
    const name = nameOf(piece);
    const known = name && longest.get(name);
    if (name && (!known || piece.end - piece.start > known.end - known.start)) longest.set(name, piece);
  }
  return new Set(longest.values());
}

interface PieceProps { piece: Piece<StorySpan>; main: boolean; story: StoryPage; cut: Cutter; }

function StoryPiece({ piece, main, story, cut }: PieceProps) {
  const text = cut(piece.start, piece.end);
  const said = piece.spans.flatMap((span) => ("relations" in span ? span.relations : []));
  const name = nameOf(piece);
  if (name) {
    const inside = <NameInText of={name.mention.entity} words={said.length > 0} again={!main}>{text}</NameInText>;
    return said.length > 0 ? <span data-relations={said.join(" ")}>{inside}</span> : inside;
  }
  if (said.length === 0) return <>{text}</>;
  return <SaidWords story={story} said={said}>{text}</SaidWords>;
}

function storyPieces(span: Span, spans: readonly StorySpan[], story: StoryPage, cut: Cutter): ComponentChildren {
  const all = pieces(span, spans);
  const main = mainPieces(all);
  return all.map((piece) => <StoryPiece key={piece.start} piece={piece} main={main.has(piece)} story={story} cut={cut} />);
}

interface TextProps { story: StoryPage; text: string; at: [number, number] | null; }

/** The parts of a block before, in and after the passage one came for. */
function parts(block: Block, at: Span | null): { span: Span; here: boolean }[] {
  if (!at || !meet(block, at)) return [{ span: block, here: false }];
  const [start, end] = [Math.max(block.start, at.start), Math.min(block.end, at.end)];
  return [
    { span: { start: block.start, end: start }, here: false },
    { span: { start, end }, here: true },
    { span: { start: end, end: block.end }, here: false },
  ].filter(({ span }) => span.start < span.end);
}

/** The first letter of the passage takes the focus; its other parts are marked only. */
function Here({ first, children }: { first: boolean; children: ComponentChildren }) {
  return <mark class="here" id={first ? "passage" : undefined} tabIndex={first ? -1 : undefined}>{children}</mark>;
}

function blockElement(kind: string, key: number, children: ComponentChildren) {
  if (kind === "title" || kind === "heading") return <p key={key} class="story-heading">{children}</p>;
  return <p key={key} data-kind={kind || undefined}>{children}</p>;
}

export function StoryText({ story, text, at }: TextProps) {
  const cut = cutter(text);
  const length = pointsOf(text);
  const spans: StorySpan[] = [
    ...story.mentions.map((mention) => ({ start: mention.start, end: mention.end, mention })), ...wordSpans(story),
  ];
  const passage = at && { start: Math.min(...at), end: Math.max(...at) };
  const all = blocks(story, length, cut);
  const first = passage && all.find((block) => meet(block, passage));
  return (
    <div class="story-text">
      {all.map((block) => blockElement(block.kind, block.start, parts(block, passage).map(({ span, here }) => {
        const inside = storyPieces(span, spans, story, cut);
        return here ? <Here key={span.start} first={block === first}>{inside}</Here> : <span key={span.start}>{inside}</span>;
      })))}
    </div>
  );
}

/** Whether a passage is in a text: an address that was mailed may be of an older one. */
export function holds(text: string, at: [number, number]): boolean {
  return Math.min(...at) < pointsOf(text) && at[0] !== at[1];
}
