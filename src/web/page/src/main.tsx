/**
 * Where the page starts.
 *
 * In: the element `#page`. Out: the app in it. Never: anything else.
 */
import { render } from "preact";
import { startSettings } from "./state/settings";
import { App } from "./view/app";
import "./style/tokens.css";
import "./style/layout.css";
import "./style/text.css";
import "./style/tables.css";
import "./style/forms.css";
import "./style/find.css";
import "./style/reading.css";
import "./style/print.css";

startSettings();
const place = document.getElementById("page");
if (place) render(<App />, place);
