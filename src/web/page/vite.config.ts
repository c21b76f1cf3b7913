/**
 * How the page is built.
 *
 * In: index.html and src/. Out: dist/ with names that never change, so that a rebuild differs only where the page does.
 * Never: a hash in a name, an asset inlined as data, a file from another host.
 */
import { defineConfig } from "vite";

const SERVER = "http://127.0.0.1:7900";
const served = ["/api", "/sparql", "/graphs", "/data", "/.well-known"];

export default defineConfig(({ command }) => ({
  // The server has the bundle below /assets/; in development Vite serves the views' own addresses.
  base: command === "build" ? "/assets/" : "/",
  appType: "spa",
  build: {
    outDir: "dist",
    assetsDir: "",
    assetsInlineLimit: 0,
    target: "es2022",
    modulePreload: { polyfill: false },
    rollupOptions: {
      // The name of the input is the name of page.js and page.css.
      input: { page: "index.html" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
  server: {
    host: "127.0.0.1",
    port: 7910,
    proxy: Object.fromEntries(served.map((path) => [path, { target: SERVER, changeOrigin: true }])),
  },
}));
