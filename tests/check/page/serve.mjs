// Starts the program as a server, and stops it.
//
// In: the program, a graph folder. Out: an address, what the API says. Never: a server of somebody else's, or one left running.
import { spawn } from "node:child_process";

/** `options`: further arguments of `consort serve`. */
export async function serve(program, graph, options = []) {
  const child = spawn(program, ["serve", ...options, "--graph", graph, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server said no address:\n${said}`)), 120_000);
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (!found) return;
      clearTimeout(late);
      resolve(found[0]);
    });
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  return {
    address,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** What the API at an address says. */
export function api(address) {
  return async (path, parameters = {}) => {
    const query = new URLSearchParams(Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
    const response = await fetch(`${address}/api/${path}?${query}`, { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`/api/${path}?${query}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}
