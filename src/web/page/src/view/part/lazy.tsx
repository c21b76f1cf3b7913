/**
 * A view whose code comes when it is first shown.
 *
 * In: an `import()` of a file with a default component. Out: that component. Never: a blank page when it does not come.
 */
import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { useLoad } from "../../state/load";
import { Loader } from "./loader";

export function lazyView<P extends object>(what: string, load: () => Promise<{ default: ComponentType<P> }>) {
  let known: ComponentType<P> | null = null;
  const ask = async () => {
    const { default: View } = await load();
    known = View;
    return { data: { View }, truncated: null };
  };
  function Awaited(props: P) {
    const state = useLoad(ask, []);
    return <Loader of={state} what={what} page>{({ View }) => <View {...props} />}</Loader>;
  }
  return function Lazy(props: P) {
    // Chosen once: to change from awaited to known at the next render would start the view anew, without its state.
    const [View] = useState<ComponentType<P> | null>(() => known);
    return View ? <View {...props} /> : <Awaited {...props} />;
  };
}
