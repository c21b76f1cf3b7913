/**
 * The box in the header that finds a name from any view.
 *
 * In: typed words. Out: the find view with them. Never: an answer of its own, yet.
 */
import { useEffect, useRef } from "preact/hooks";
import { go, to, useRoute } from "../../state/route";

export function FindBox() {
  const route = useRoute();
  const box = useRef<HTMLInputElement>(null);
  const asked = route.view === "find" ? route.query.get("q") ?? "" : "";
  useEffect(() => {
    if (box.current) box.current.value = asked;
  }, [asked]);
  const submit = (event: Event) => {
    event.preventDefault();
    const q = box.current?.value.trim() ?? "";
    go(to.find(q ? { q } : undefined));
  };
  return (
    <form class="find-box" role="search" action="/" onSubmit={submit}>
      <label for="find-box" class="unseen">Find an organisation, country, programme or donor</label>
      <input ref={box} id="find-box" name="q" type="search" placeholder="Find a name" autocomplete="off" />
      <button type="submit">Find</button>
    </form>
  );
}
