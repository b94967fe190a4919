// Before any test: the client as it is published, in node_modules.

import { pack } from "../scripts/pack.mjs";

export const setup = () => {
  const { tarball, size } = pack();
  console.log(`${tarball}: ${size} bytes`);
};
