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

interface PieceProps { piece: Piece<StorySpan>; story: StoryPage; cut: Cutter; }

function StoryPiece({ piece, story, cut }: PieceProps) {
  const text = cut(piece.start, piece.end);
  const names = piece.spans.filter((span): span is NameSpan => "mention" in span);
  const said = piece.spans.flatMap((span) => ("relations" in span ? span.relations : []));
  // The innermost name wins: "Albania" in "Ministry of Interior of Albania" leads to the country.
  const name = names.at(-1);
  if (name) {
    const inside = <NameInText of={name.mention.entity} words={said.length > 0} again={piece.start > name.start}>{text}</NameInText>;
    return said.length > 0 ? <span data-relations={said.join(" ")}>{inside}</span> : inside;
  }
  if (said.length === 0) return <>{text}</>;
  return <SaidWords story={story} said={said}>{text}</SaidWords>;
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
  return (
    <div class="story-text">
      {blocks(story, length, cut).map((block) => blockElement(block.kind, block.start, parts(block, passage).map(({ span, here }) => {
        const inside = pieces(span, spans).map((piece) => <StoryPiece key={piece.start} piece={piece} story={story} cut={cut} />);
        return here && passage
          ? <Here key={span.start} first={span.start === Math.max(passage.start, block.start) && block.start <= passage.start}>{inside}</Here>
          : <span key={span.start}>{inside}</span>;
      })))}
    </div>
  );
}
