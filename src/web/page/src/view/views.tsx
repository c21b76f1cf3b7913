/**
 * Which view shows which route.
 *
 * In: a route. Out: its view. Never: the code of the network or the editor before it is needed.
 */
import type { Route } from "../state/route";
import EdgeView from "./edge";
import EntityView from "./entity";
import FindView from "./find";
import MissingView from "./missing";
import StoryView from "./story";
import TogetherView from "./together";
import { lazyView } from "./part/lazy";

const NetworkView = lazyView("the network", () => import("./network"));
const FlowsView = lazyView("the flows", () => import("./flows"));
const AskView = lazyView("the editor", () => import("./ask"));
const ReviewView = lazyView("the review", () => import("./review"));

export function View({ route }: { route: Route }) {
  switch (route.view) {
    case "find": return <FindView route={route} />;
    case "entity": return <EntityView route={route} />;
    case "edge": return <EdgeView route={route} />;
    case "together": return <TogetherView route={route} />;
    case "story": return <StoryView route={route} />;
    case "network": return <NetworkView route={route} />;
    case "flows": return <FlowsView route={route} />;
    case "ask": return <AskView route={route} />;
    case "review": return <ReviewView route={route} />;
    case "missing": return <MissingView route={route} />;
  }
}
