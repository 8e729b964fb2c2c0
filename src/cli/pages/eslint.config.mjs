// For "npx eslint src/cli/pages": the scripts of a page are one program, whose parts see each other's names.
import { readFileSync, readdirSync } from "node:fs";

const assets = new URL("assets/", import.meta.url);
const scripts = readdirSync(assets, { recursive: true }).filter((name) => name.endsWith(".js"));
const ours = scripts.flatMap((name) => [...readFileSync(new URL(name, assets), "utf8")
  .matchAll(/^(?:const|function|class) (\w+)/gm)].map((match) => match[1]));
const browsers = ["document", "window", "location", "addEventListener", "matchMedia", "localStorage", "atob",
  "getComputedStyle", "requestAnimationFrame", "innerHeight", "scrollBy", "setTimeout", "clearTimeout", "CSS",
  "Highlight", "IntersectionObserver", "ResizeObserver", "AbortController", "Option", "TextDecoder"];
const globals = Object.fromEntries([...ours, ...browsers].map((name) => [name, "readonly"]));

export default [{
  files: ["assets/**/*.js", "src/cli/pages/assets/**/*.js"],
  languageOptions: { sourceType: "script", ecmaVersion: 2022, globals },
  linterOptions: { reportUnusedDisableDirectives: "error" },
  rules: {
    "array-callback-return": "error",
    "consistent-return": "error",
    curly: ["error", "multi-line"],
    "default-case-last": "error",
    eqeqeq: "error",
    "no-eval": "error",
    "no-implied-eval": "error",
    "no-new-func": "error",
    "no-shadow": "error",
    "no-undef": "error",
    "no-unused-expressions": "error",
    "no-unused-vars": ["error", { vars: "local" }],
    "no-use-before-define": ["error", { functions: false, classes: false }],
    "no-var": "error",
    "object-shorthand": "error",
    "prefer-const": "error",
    "prefer-template": "error",
    strict: ["error", "global"],
  },
}];
