/**
 * The frame around all views: header, main, footer.
 *
 * In: the route and /api/corpus. Out: the view of the route, with what holds for all of them. Never: what one view shows.
 */
import { useEffect, useErrorBoundary } from "preact/hooks";
import * as api from "../data/api";
import { ApiError, forgetAnswers } from "../data/http";
import type { Corpus } from "../data/types";
import { counted, spanWords } from "../data/words";
import { CorpusContext, useBuilt } from "../state/corpus";
import { useLoad } from "../state/load";
import { to, useRoute, type Route } from "../state/route";
import { themes, useTheme, type Theme } from "../state/settings";
import { useTokenState } from "../state/token";
import { FindBox } from "./part/find-box";
import { Heading } from "./part/heading";
import { Link } from "./part/link";
import { NoTexts, Problem } from "./part/notice";
import { TokenForm } from "./part/token-form";
import { View } from "./views";

const places = [
  { view: "find", word: "Find", address: to.find() },
  { view: "network", word: "Network", address: to.network() },
  { view: "flows", word: "Flows", address: to.flows() },
  { view: "ask", word: "Ask", address: to.ask() },
  { view: "review", word: "Review", address: to.review() },
] as const;

function Navigation({ route, review }: { route: Route; review: boolean }) {
  return (
    <nav aria-label="Main">
      <ul>
        {places.filter((place) => place.view !== "review" || review).map((place) => (
          <li key={place.view}>
            <Link to={place.address} aria-current={place.view === route.view ? "page" : undefined}>{place.word}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ThemeSwitch() {
  const [theme, choose] = useTheme();
  return (
    <label class="theme">
      Colours{" "}
      <select value={theme} onChange={(event) => choose(event.currentTarget.value as Theme)}>
        {themes.map((one) => <option key={one} value={one}>{one === "system" ? "as the system" : one}</option>)}
      </select>
    </label>
  );
}

function Header({ route, corpus }: { route: Route; corpus: Corpus | null }) {
  return (
    <header class="page-header">
      <Link class="brand" to={to.find()}>consort</Link>
      <Navigation route={route} review={corpus?.review ?? false} />
      {route.view !== "find" && <FindBox />}
    </header>
  );
}

function Footer({ corpus }: { corpus: Corpus | null }) {
  return (
    <footer class="page-footer">
      {corpus && (
        <p>
          {counted(corpus.stories, "story", "stories")}
          {corpus.first && `, ${spanWords(corpus.first, corpus.last)}`}
          {corpus.undated > 0 && ` (${corpus.undated} without a date)`}
          {`; ${counted(corpus.mentions, "mention")}, ${counted(corpus.claims, "claim")}. consort ${corpus.version}.`}
        </p>
      )}
      <p>
        <Link to={to.ask({ downloads: "1" })}>Downloads</Link> · <a href="/api/openapi.json">API</a>
        {" · "}<a href="/sparql">SPARQL endpoint</a> · <ThemeSwitch />
      </p>
    </footer>
  );
}

/** A view that breaks leaves the frame standing, with a way to try again. */
function Guarded({ route }: { route: Route }) {
  const [error, reset] = useErrorBoundary((problem) => console.error(problem));
  if (error === undefined) return <View route={route} />;
  return <><Heading title="This view broke" /><Problem of={ApiError.of(error)} retry={reset} /></>;
}

/** Goes past header and navigation; an address with `#` would be lost at the next move. */
function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("main")?.focus();
}

export function App() {
  const route = useRoute();
  const token = useTokenState();
  const load = useLoad(api.corpus, [token.given, useBuilt()]);
  const corpus = load.data;
  useEffect(() => () => forgetAnswers(), [corpus?.snapshot]);
  return (
    <CorpusContext.Provider value={corpus}>
      <a class="skip" href="#main" onClick={skip}>Skip to the content</a>
      <Header route={route} corpus={corpus} />
      <main id="main" tabIndex={-1}>
        {load.error && !token.due && <Problem of={load.error} retry={load.retry} />}
        {corpus && !corpus.texts && <NoTexts />}
        {token.due ? <TokenForm wrong={token.wrong} /> : <Guarded key={route.path} route={route} />}
      </main>
      <Footer corpus={corpus} />
    </CorpusContext.Provider>
  );
}
