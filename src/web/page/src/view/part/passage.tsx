/**
 * A sentence or paragraph with its marks.
 *
 * In: a `Passage`. Out: names as links in the colour of their class, the words that said it underlined. Never: markup
 * that stands in the text.
 */
import type { ComponentChildren } from "preact";
import { cutter, pieces, pointsOf, type Cutter, type Piece, type Span } from "../../data/spans";
import type { EntityRef, Mark, Passage } from "../../data/types";
import { to } from "../../state/route";
import { Link } from "./link";

interface NameProps {
  of: EntityRef;
  /** Whether it is an end of the edge at hand. */
  focus?: boolean;
  words?: boolean;
  /** A later piece of a name that is one stop for the keyboard already. */
  again?: boolean;
  children: ComponentChildren;
}

/** A name in a text. The letter of its class stands after it by style, so that it is not copied with the sentence. */
export function NameInText({ of: entity, focus, words, again, children }: NameProps) {
  const kind = `name${focus ? " focus" : ""}${words ? " words" : ""}`;
  return (
    <Link
      class={kind} to={to.entity(entity.id)} data-class={entity.class} title={`${entity.label} (${entity.class})`}
      data-letter={again ? undefined : entity.class.charAt(0)} tabIndex={again ? -1 : undefined}
    >
      {children}
    </Link>
  );
}

function MarkedPiece({ piece, cut }: { piece: Piece<Mark>; cut: Cutter }) {
  const text = cut(piece.start, piece.end);
  const name = piece.spans.find((mark) => mark.kind === "name" && mark.entity);
  const words = piece.spans.some((mark) => mark.kind === "words");
  if (name?.entity) return <NameInText of={name.entity} focus={name.focus} words={words}>{text}</NameInText>;
  return words ? <span class="words">{text}</span> : <>{text}</>;
}

interface Props {
  of: Passage;
  /** The sentence in its paragraph. */
  within?: Span | null;
}

export function MarkedText({ of: { text, marks }, within }: Props) {
  const cut = cutter(text);
  const range = { start: 0, end: pointsOf(text) };
  const part = (span: Span) => pieces(span, marks).map((piece) => <MarkedPiece key={piece.start} piece={piece} cut={cut} />);
  if (!within) return <>{part(range)}</>;
  return (
    <>
      {part({ start: 0, end: within.start })}
      <mark class="here">{part(within)}</mark>
      {part({ start: within.end, end: range.end })}
    </>
  );
}

/** Where the sentence stands in its paragraph; `null` where it does not, or is all of it. */
export function sentenceWithin(sentence: Passage, paragraph: Passage): Span | null {
  const at = paragraph.text.indexOf(sentence.text);
  if (at < 0 || sentence.text.length >= paragraph.text.trim().length) return null;
  const start = pointsOf(paragraph.text.slice(0, at));
  return { start, end: start + pointsOf(sentence.text) };
}
