import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		globalSetup: "tests/setup.mjs",
		include: ["tests/**/*.test.ts"],
		typecheck: {
			enabled: true,
			include: ["tests/**/*.test-d.ts"],
			tsconfig: "tests/tsconfig.json",
		},
	},
});
