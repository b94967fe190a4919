// Where the project's own files and programs are.

import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

export const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");

/** A program of the workspace: in `KERBSIDE_BIN_DIR`, or where `cargo build` leaves it. */
export function program(name: string): string {
  return join(process.env.KERBSIDE_BIN_DIR ?? join(target, "debug"), name);
}

export const CHROMIUM = "/usr/bin/chromium";
