/**
 * A story: its text with every mention and relation marked.
 *
 * In: the parsed route (`at`: the passage one came for). Out: the text at that passage, what it says beside it. Never: a
 * text without its source.
 */
import { Fragment, type ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import * as api from "../data/api";
import type { StoryPage } from "../data/types";
import { number } from "../data/words";
import { useLoad } from "../state/load";
import type { StoryRoute } from "../state/route";
import { CopyButton } from "./part/copy";
import { Heading } from "./part/heading";
import { JumpLink } from "./part/jumps";
import { Loader } from "./part/loader";
import { EntityLink, StorySource } from "./part/names";
import { Notice } from "./part/notice";
import { Outside } from "./part/outside";
import { StoryNames, StoryRelations } from "./story/aside";
import { holds, StoryText } from "./story/text";

function facts(story: StoryPage): [string, ComponentChildren][] {
  return [
    ["Source", <StorySource key="source" of={story} />],
    ["Original", story.url && <Outside href={story.url} />],
    ["Places", story.places.join(", ")],
    ["Country", story.countries.length > 0 && story.countries.map((one) => <span key={one.id} class="listed"><EntityLink of={one} /></span>)],
    ["Country, inferred", story.country_inferred && <EntityLink of={story.country_inferred} />],
    ["Held", story.online && "online"],
    ["Read from", story.file && `${story.file}, line ${number(story.line)}`],
  ];
}

function Facts({ of: story }: { of: StoryPage }) {
  return (
    <dl class="facts">
      {facts(story).map(([name, value]) => value ? <Fragment key={name}><dt>{name}</dt><dd>{value}</dd></Fragment> : null)}
    </dl>
  );
}

/** Arrives at the passage, once for each address; the focus stays at the heading, from where a link leads to it. */
function usePassage(at: StoryRoute["at"]): void {
  const key = at?.join("-") ?? "";
  useLayoutEffect(() => {
    if (key) document.getElementById("passage")?.scrollIntoView({ block: "center" });
  }, [key]);
}

/** Lights the words of the relation that is pointed at, without drawing the text anew. */
function useLight(pointed: number | null) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (pointed === null) return;
    const marks = place.current?.querySelectorAll(`[data-relations~="${pointed}"]`) ?? [];
    for (const mark of marks) mark.classList.add("lit");
    return () => {
      for (const mark of marks) mark.classList.remove("lit");
    };
  }, [pointed]);
  return place;
}

function Ways({ of: story, at }: { of: StoryPage; at: StoryRoute["at"] }) {
  return (
    <p class="ways">
      {at && story.text !== null && holds(story.text, at) && <JumpLink id="passage">To the marked sentence</JumpLink>}
      <JumpLink id="relations">{`Relations (${number(story.relations.length)})`}</JumpLink>
      <JumpLink id="names">Names</JumpLink>
      <CopyButton text={() => location.href}>Copy the address of this page</CopyButton>
    </p>
  );
}

function Story({ of: story, at }: { of: StoryPage; at: StoryRoute["at"] }) {
  const [pointed, point] = useState<number | null>(null);
  const place = useLight(pointed);
  usePassage(at);
  // A story may have hundreds of marks: pointing at a relation does not draw them anew.
  const text = useMemo(() => story.text !== null && <StoryText story={story} text={story.text} at={at} />, [story, at]);
  const title = story.title || story.id;
  return (
    <>
      <Heading title={title} />
      <Facts of={story} />
      <Ways of={story} at={at} />
      {at && story.text !== null && !holds(story.text, at) && (
        <Notice kind="warning"><p>The text has no such passage: it is another one than when this address was made.</p></Notice>
      )}
      <div class="story-columns">
        <div ref={place}>{text}</div>
        <aside aria-label="What this story says">
          <h2 id="relations">Relations</h2>
          <StoryRelations of={story} onPoint={point} />
          <h2 id="names">Names</h2>
          <StoryNames of={story} />
        </aside>
      </div>
    </>
  );
}

export default function StoryView({ route: { id, at } }: { route: StoryRoute }) {
  const load = useLoad((signal) => api.story(id, signal), [id]);
  return <Loader of={load} what="the story" page>{(story) => <Story of={story} at={at} />}</Loader>;
}
