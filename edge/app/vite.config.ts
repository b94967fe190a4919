// How the web app is built, into dist; scripts/build-edge puts the description of the API beside it.

import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { classNames } from "./build/class-names.mjs";
import { layers } from "./build/layers.mjs";
import { listFiles } from "./build/list-files.mjs";
import { sharedParts } from "./build/shared-parts.mjs";

// What a development server hands on to a service that runs, such as one of `make demo`.
const service = process.env.KERBSIDE_ORIGIN ?? "http://localhost:8787";
const handedOn = { target: service, changeOrigin: false, ws: true };

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false }), layers(), listFiles()],
  resolve: {
    alias: {
      kerbside: fileURLToPath(new URL("../../clients/typescript/src/index.ts", import.meta.url)),
    },
  },
  css: { modules: { generateScopedName: classNames(import.meta.dirname) } },
  build: {
    target: "es2022",
    // The page's policy allows no `data:` address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      // Times of a busy machine are no fault of a plugin.
      checks: { pluginTimings: false },
      input: { index: "index.html", sw: "sw/sw.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [sharedParts(fileURLToPath(new URL("src/main.tsx", import.meta.url)))],
        },
      },
    },
  },
  server: {
    proxy: { "/api": handedOn, "/auth": handedOn, "/problems": handedOn, "/style.css": handedOn },
  },
});
