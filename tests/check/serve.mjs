// Asks an endpoint with the client of the JavaScript world (fetch-sparql-endpoint, which Comunica asks endpoints with).
//
// usage: serve.mjs ENDPOINT NODE_MODULES QUERY
// Prints the rows of a SELECT as JSON: one object a row, each variable with its value.

import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [endpoint, modules, query] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${resolve(modules)}/`));
const { SparqlEndpointFetcher } = require("fetch-sparql-endpoint");

const rows = [];
for await (const row of await new SparqlEndpointFetcher().fetchBindings(endpoint, query)) {
  rows.push(Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])));
}
console.log(JSON.stringify(rows));
