// The brands that drivers can log in with, as the description of the API has them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.js";

type Described = { components: { schemas: { Brand: { enum: string[] } } } };

const description = readFileSync(join(root, "docs/openapi.json"), "utf8");

export const BRANDS = (JSON.parse(description) as Described).components.schemas.Brand.enum;
