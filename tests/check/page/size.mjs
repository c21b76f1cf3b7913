// What the first load costs.
//
// In: the address of a server. Out: bytes as gzip has them. Never: what comes later (the network, the editor).
import { gzipSync } from "node:zlib";
import { check } from "./browse.mjs";

const MOST = 500_000;

async function body(address, path) {
  const response = await fetch(address + path);
  check(response.ok, `${path}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** index.html and all that it names. */
export async function firstLoad(address) {
  const index = await body(address, "/");
  const named = [...index.toString("utf8").matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  check(named.length >= 2, "index.html names no script and no style");
  let bytes = gzipSync(index).length;
  for (const path of named) bytes += gzipSync(await body(address, path)).length;
  check(bytes < MOST, `the first load is ${bytes} bytes, more than ${MOST}`);
  return bytes;
}
